package ch.bexioclockodo.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** How many POSTs a second the benchmark server takes from a client that does next to nothing. */
final class ServerSpeed {

  private static final String BODY =
      "{\"user_id\":11,\"status_id\":3,\"client_service_id\":1,\"text\":\"Ausführungsplanung\","
          + "\"allowable_bill\":true,\"contact_id\":1,\"pr_project_id\":101,\"tracking\":"
          + "{\"type\":\"range\",\"start\":\"2012-01-01 07:00:00\",\"end\":\"2012-01-01 08:00:00\"}}";

  private ServerSpeed() {}

  /**
   * POSTs a second over one connection.
   *
   * @param together how many leave before the first answer is awaited
   */
  static double measure(int port, int posts, int together) throws IOException {
    byte[] body = BODY.getBytes(StandardCharsets.UTF_8);
    byte[] request =
        ("POST /d0/2.0/timesheet HTTP/1.1\r\nHost: x\r\nContent-Length: "
                + body.length
                + "\r\n\r\n"
                + new String(body, StandardCharsets.ISO_8859_1))
            .getBytes(StandardCharsets.ISO_8859_1);
    byte[] requests = new byte[request.length * together];
    for (int i = 0; i < together; i++) {
      System.arraycopy(request, 0, requests, i * request.length, request.length);
    }
    List<Double> rates = new ArrayList<>();
    for (int round = 0; round < 4; round++) {
      long start = System.nanoTime();
      try (Socket socket = new Socket("127.0.0.1", port)) {
        socket.setTcpNoDelay(true);
        OutputStream out = socket.getOutputStream();
        InputStream in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
        for (int sent = 0; sent < posts; sent += together) {
          out.write(requests);
          for (int i = 0; i < together; i++) {
            answer(in);
          }
        }
      }
      rates.add(posts * 1e9 / (System.nanoTime() - start));
    }
    // The first round warms both sides.
    return Figures.median(rates.subList(1, rates.size()));
  }

  private static void answer(InputStream in) throws IOException {
    int matched = 0;
    int length = 0;
    StringBuilder line = new StringBuilder();
    while (matched < 2) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("the server hung up");
      }
      if (next == '\n') {
        if (line.indexOf("content-length: ") == 0) {
          length = Integer.parseInt(line.substring("content-length: ".length()));
        }
        matched = line.length() == 0 ? 2 : 1;
        line.setLength(0);
      } else if (next != '\r') {
        line.append((char) next);
      }
    }
    in.skipNBytes(length);
  }
}
