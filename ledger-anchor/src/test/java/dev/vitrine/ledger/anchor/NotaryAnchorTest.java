package dev.vitrine.ledger.anchor;

/** The kit itself, run over the smallest ledger that can do all it asks: a notary with a key. */
class NotaryAnchorTest extends AnchorTck {
  private final Notary notary = new Notary();

  @Override
  protected Anchor anchor() {
    return notary;
  }

  @Override
  protected void settle() {
    notary.advance();
    notary.advance();
  }

  @Override
  protected boolean reorganise() {
    notary.advance();
    notary.takeBack();
    return true;
  }
}
