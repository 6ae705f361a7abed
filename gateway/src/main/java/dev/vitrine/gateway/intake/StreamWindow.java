package dev.vitrine.gateway.intake;

import dev.vitrine.v1.SubmitStreamRequest;
import dev.vitrine.v1.SubmitStreamResponse;
import io.grpc.ForwardingServerCall;
import io.grpc.ForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.quarkus.grpc.GlobalInterceptor;
import jakarta.inject.Singleton;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Bounds what one stream of documents may have in work: the stub asks for the next document as soon
 * as it has one, and this passes that on only while there is room. So a sender that does not wait
 * for results is slowed down by HTTP/2's own flow control, and memory stays bounded.
 */
@GlobalInterceptor
@Singleton
public class StreamWindow implements ServerInterceptor {
  /** Documents that may be in work, and bytes of them. */
  static final int DOCUMENTS = 2048;

  static final long BYTES = 16L << 20;

  /** Documents asked for that have not come: their length is not known yet. */
  static final int ASKED = 32;

  private static final String METHOD = "vitrine.v1.IntakeService/SubmitStream";

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    if (!METHOD.equals(call.getMethodDescriptor().getFullMethodName())) {
      return next.startCall(call, headers);
    }
    Windowed<Q, A> windowed = new Windowed<>(call);
    return new ForwardingServerCallListener.SimpleForwardingServerCallListener<>(
        next.startCall(windowed, headers)) {
      @Override
      public void onMessage(Q message) {
        windowed.arrived(message instanceof SubmitStreamRequest r ? r.getSerializedSize() : 0);
        super.onMessage(message);
      }
    };
  }

  private static final class Windowed<Q, A>
      extends ForwardingServerCall.SimpleForwardingServerCall<Q, A> {
    private final Deque<Integer> inWork = new ArrayDeque<>();
    private long bytes;
    private int wanted;
    private int asked;

    Windowed(ServerCall<Q, A> call) {
      super(call);
    }

    @Override
    public void request(int count) {
      pass(count);
    }

    @Override
    public void sendMessage(A message) {
      super.sendMessage(message);
      if (message instanceof SubmitStreamResponse response) {
        answered(response.getResultsCount());
      }
    }

    synchronized void arrived(int length) {
      asked--;
      inWork.add(length);
      bytes += length;
    }

    private void answered(int results) {
      synchronized (this) {
        for (int i = 0; i < results; i++) {
          Integer length = inWork.poll();
          bytes -= length == null ? 0 : length;
        }
      }
      pass(0);
    }

    private void pass(int more) {
      int count;
      synchronized (this) {
        wanted += more;
        int room = bytes < BYTES ? Math.min(ASKED - asked, DOCUMENTS - inWork.size() - asked) : 0;
        count = Math.max(0, Math.min(wanted, room));
        wanted -= count;
        asked += count;
      }
      if (count > 0) {
        super.request(count);
      }
    }
  }
}
