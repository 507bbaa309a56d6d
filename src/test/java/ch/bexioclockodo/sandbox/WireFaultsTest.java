package ch.bexioclockodo.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WireFaultsTest {

  private record Received(String text, boolean reset) {}

  private Sandbox sandbox;

  @BeforeEach
  void start() {
    sandbox = Sandbox.builder().data(SandboxData.empty()).limits(false).start();
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 40, 250})
  void theConnectionIsResetAtTheByte(int bytes) throws IOException {
    sandbox.faults().on("GET /2.0/timesheet_status").then(Fault.resetAtByte(bytes));
    Received received = receive();
    assertThat(received.reset()).isTrue();
    // What the reset overtakes on its way is lost, as in a real network, but never more arrives.
    assertThat(received.text().length()).isLessThanOrEqualTo(bytes);
    assertThat("HTTP/1.1 200 OK\r\n")
        .satisfies(
            line ->
                assertThat(received.text())
                    .startsWith(
                        line.substring(0, Math.min(line.length(), received.text().length()))));
  }

  @Test
  void aDropClosesWithoutAByte() throws IOException {
    sandbox.faults().on("GET /2.0/timesheet_status").then(Fault.dropBeforeCommit());
    assertThat(receive().text()).isEmpty();
  }

  @Test
  void aSlowBodyArrivesByteByByteAndWhole() throws IOException {
    String whole = receive().text();
    sandbox.faults().on("GET /2.0/timesheet_status").then(Fault.slowBody(Duration.ofMillis(2)));
    long begun = System.nanoTime();
    String slow = receive().text();
    assertThat(body(slow)).isEqualTo(body(whole));
    assertThat(Duration.ofNanos(System.nanoTime() - begun))
        .isGreaterThan(Duration.ofMillis(body(whole).length()));
  }

  private static String body(String answer) {
    return answer.substring(answer.indexOf("\r\n\r\n") + 4);
  }

  private Received receive() throws IOException {
    URI url = URI.create(sandbox.bexioUrl());
    ByteArrayOutputStream received = new ByteArrayOutputStream();
    try (Socket socket = new Socket(url.getHost(), url.getPort())) {
      String request =
          "GET /2.0/timesheet_status HTTP/1.1\r\nHost: sandbox\r\nAccept: application/json\r\n"
              + "Authorization: Bearer "
              + Sandbox.BEXIO_TOKEN
              + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      InputStream in = socket.getInputStream();
      for (int next = in.read(); next >= 0; next = in.read()) {
        received.write(next);
      }
      return new Received(received.toString(StandardCharsets.UTF_8), false);
    } catch (SocketException e) {
      return new Received(received.toString(StandardCharsets.UTF_8), true);
    }
  }
}
