/**
 * The log as static resources (C2SP tlog-tiles): coordinates, paths, hash tiles and entry bundles.
 * Bytes and paths come in and go out; nothing here reads or writes storage.
 */
@NullMarked
package dev.vitrine.ledger.tiles;

import org.jspecify.annotations.NullMarked;
