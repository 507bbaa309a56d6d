package ch.bexioclockodo.sandbox;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** How an answer, or the lack of one, reaches the caller. */
final class Wire {

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  /** Formatting a date costs more than a simple call; it changes once a second. */
  private record DateText(long second, String text) {}

  private static volatile DateText lastDate = new DateText(-1, "");

  private final Request request;
  private final Response response;
  private final Callback callback;
  private final ScheduledExecutorService scheduler;
  private final SandboxClock clock;

  Wire(
      Request request,
      Response response,
      Callback callback,
      ScheduledExecutorService scheduler,
      SandboxClock clock) {
    this.request = request;
    this.response = response;
    this.callback = callback;
    this.scheduler = scheduler;
    this.clock = clock;
  }

  void send(Answer answer) {
    byte[] body = answer.bytes();
    head(answer, body.length);
    response.write(true, ByteBuffer.wrap(body), callback);
  }

  /** One byte at a time with this pause between them. */
  void sendSlowly(Answer answer, Duration perByte) {
    byte[] body = answer.bytes();
    head(answer, body.length);
    next(body, 0, perByte);
  }

  /** The first bytes of the answer, its head included, and then a TCP reset. */
  void sendAndReset(Answer answer, int bytes) {
    byte[] whole = raw(answer);
    EndPoint endPoint = endPoint();
    ByteBuffer part = ByteBuffer.wrap(whole, 0, Math.min(bytes, whole.length));
    endPoint.write(Callback.from(() -> reset(endPoint), failure -> reset(endPoint)), part);
  }

  /** Closes the connection without an answer. */
  void drop() {
    endPoint().close();
    callback.failed(new EofException("dropped by a fault"));
  }

  private void next(byte[] body, int index, Duration perByte) {
    if (index >= body.length) {
      callback.succeeded();
      return;
    }
    boolean last = index == body.length - 1;
    response.write(
        last,
        ByteBuffer.wrap(body, index, 1),
        Callback.from(
            () -> {
              if (last) {
                callback.succeeded();
              } else {
                later(perByte, () -> next(body, index + 1, perByte));
              }
            },
            callback::failed));
  }

  private void reset(EndPoint endPoint) {
    try {
      // Closing a socket that lingers for zero seconds sends RST instead of FIN.
      ((SocketChannel) endPoint.getTransport()).setOption(StandardSocketOptions.SO_LINGER, 0);
    } catch (IOException alreadyClosed) {
      // The caller was faster; nothing is left to reset.
    }
    endPoint.close();
    callback.failed(new EofException("reset by a fault"));
  }

  private byte[] raw(Answer answer) {
    StringBuilder head = new StringBuilder("HTTP/1.1 ").append(answer.status()).append(' ');
    head.append(HttpStatus.getMessage(answer.status())).append("\r\n");
    head.append("Date: ").append(date()).append("\r\n");
    head.append("Content-Type: ").append(answer.contentType()).append("\r\n");
    answer.headers().forEach((k, v) -> head.append(k).append(": ").append(v).append("\r\n"));
    head.append("Content-Length: ").append(answer.bytes().length).append("\r\n\r\n");
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.writeBytes(head.toString().getBytes(StandardCharsets.ISO_8859_1));
    whole.writeBytes(answer.bytes());
    return whole.toByteArray();
  }

  private void head(Answer answer, int length) {
    response.setStatus(answer.status());
    response.getHeaders().put(HttpHeader.DATE, date());
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, answer.contentType());
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, length);
    for (Map.Entry<String, String> header : answer.headers().entrySet()) {
      response.getHeaders().put(header.getKey(), header.getValue());
    }
  }

  private String date() {
    Instant now = clock.date();
    long second = now.getEpochSecond();
    DateText date = lastDate;
    if (date.second() != second) {
      date = new DateText(second, DATE.format(now));
      lastDate = date;
    }
    return date.text();
  }

  private EndPoint endPoint() {
    return request.getConnectionMetaData().getConnection().getEndPoint();
  }

  private void later(Duration delay, Runnable task) {
    try {
      scheduler.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException stopping) {
      drop();
    }
  }
}
