package ch.bexioclockodo.sandbox;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Measures how many simple timesheet POSTs a running sandbox serves: plain sockets that are kept
 * open, one request at a time on each. Refers to user 1 and activity 1, which {@code entries:N} and
 * company data have.
 */
@Command(name = "sandbox-load", mixinStandardHelpOptions = true)
final class SandboxLoad implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(description = "bexio's URL of the sandbox")
  URI url;

  @Option(names = "--connections", defaultValue = "16")
  int connections;

  @Option(names = "--seconds", defaultValue = "10")
  int seconds;

  private final AtomicLong answered = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();

  public static void main(String... arguments) {
    System.exit(new CommandLine(new SandboxLoad()).execute(arguments));
  }

  @Override
  public Integer call() throws InterruptedException {
    // The first seconds belong to the compiler.
    run(Math.max(1, seconds / 3));
    answered.set(0);
    long begun = System.nanoTime();
    run(seconds);
    double took = (System.nanoTime() - begun) / 1e9;
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "%d POSTs answered with 201 in %.1f s over %d connections: %.0f a second; %d others%n",
        answered.get(), took, connections, answered.get() / took, refused.get());
    out.flush();
    return refused.get() == 0 ? 0 : 1;
  }

  private void run(int duration) throws InterruptedException {
    long end = System.nanoTime() + duration * 1_000_000_000L;
    Thread[] threads = new Thread[connections];
    for (int i = 0; i < connections; i++) {
      threads[i] = new Thread(() -> post(end));
      threads[i].start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private void post(long end) {
    byte[] request = request();
    try (Socket socket = new Socket(url.getHost(), url.getPort())) {
      socket.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(socket.getInputStream(), 8192);
      while (System.nanoTime() < end) {
        socket.getOutputStream().write(request);
        (readAnswer(in) == 201 ? answered : refused).incrementAndGet();
      }
    } catch (IOException e) {
      refused.incrementAndGet();
    }
  }

  private byte[] request() {
    String body =
        "{\"user_id\":1,\"client_service_id\":1,\"allowable_bill\":true,\"text\":\"Load\","
            + "\"tracking\":{\"type\":\"range\",\"start\":\"2026-09-01 08:00:00\","
            + "\"end\":\"2026-09-01 09:00:00\"}}";
    String head =
        "POST /2.0/timesheet HTTP/1.1\r\nHost: sandbox\r\nAccept: application/json\r\n"
            + "Content-Type: application/json\r\nAuthorization: Bearer "
            + Sandbox.BEXIO_TOKEN
            + "\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n";
    return (head + body).getBytes(StandardCharsets.UTF_8);
  }

  /** The status; reads the head up to its empty line and then the body. */
  private static int readAnswer(InputStream in) throws IOException {
    int status = 0;
    int length = 0;
    for (String line = readLine(in); !line.isEmpty(); line = readLine(in)) {
      if (status == 0) {
        status = Integer.parseInt(line.substring(9, 12));
      } else if (line.regionMatches(true, 0, "Content-Length:", 0, 15)) {
        length = Integer.parseInt(line.substring(15).trim());
      }
    }
    in.skipNBytes(length);
    return status;
  }

  private static String readLine(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder(64);
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new IOException("The sandbox closed the connection");
      }
      if (next != '\r') {
        line.append((char) next);
      }
    }
    return line.toString();
  }
}
