package ch.bexioclockodo.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.sandbox.Fault;
import ch.bexioclockodo.sandbox.SandboxData;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What machines are told that watch the process. */
class ConsoleHealthTest {

  @TempDir Path folder;

  @Test
  void itIsReadyUnlessTheLastRunFailed() throws Exception {
    try (ConsoleWorld console = new ConsoleWorld(folder, SandboxData.entries(3))) {
      ConsoleClient machine = console.person();
      assertHealth(machine.get("/health/ready"), 200, "{\"status\":\"UP\"}");

      console
          .world()
          .sandbox()
          .faults()
          .on("GET /2.0/company_profile")
          .always()
          .then(Fault.status(401));
      console.world().importAll();
      assertHealth(
          machine.get("/health/ready"), 503, "{\"status\":\"DOWN\",\"down\":[\"last import\"]}");
      assertHealth(machine.get("/health/live"), 200, "{\"status\":\"UP\"}");

      console.world().sandbox().faults().clear();
      console.world().importAll();
      assertHealth(machine.get("/health/ready"), 200, "{\"status\":\"UP\"}");
      assertThat(machine.cookies()).isEmpty();
    }
  }

  @Test
  void itIsNotReadyWithoutConnectionNorWhenAScheduleIsOverdue() throws Exception {
    try (ConsoleWorld console =
        new ConsoleWorld(
            folder, SandboxData.entries(3), "bexio.token", "", "import.cron", "0 0 0 * * ?")) {
      ConsoleClient machine = console.person();
      assertThat(machine.get("/health/ready").body()).contains("[\"connection\"]");
      console.world().connect();
      assertThat(machine.get("/health/ready").statusCode()).isEqualTo(200);

      try (Connection database = console.world().connector().dataSource().getConnection();
          Statement statement = database.createStatement()) {
        statement.executeUpdate(
            "insert into bexio_clockodo.due (connection, kind, local_date, claimed_at, claimed_by)"
                + " values ('default', 'import', current_date - 3,"
                + " current_timestamp - interval '3' day, 'a test')");
      }
      assertThat(machine.get("/health/ready").body()).contains("[\"overdue import\"]");
    }
  }

  @Test
  void aProbeNeedsNeitherOurNameNorALogin() throws Exception {
    try (ConsoleWorld console =
        new ConsoleWorld(
            folder,
            SandboxData.entries(3),
            "http.user",
            "anna",
            "http.password-hash",
            "$2y$12$LuZ3RdRmCjUkhUFGHbPmLOzIuZ2TNSnMlXyA0aRyO3ZqRc1d9iPSu")) {
      assertThat(raw(console.port(), "/bexio-clockodo/health/live")).startsWith("HTTP/1.1 200");
      assertThat(raw(console.port(), "/bexio-clockodo/health/ready")).startsWith("HTTP/1.1 200");
      assertThat(raw(console.port(), "/bexio-clockodo/history")).startsWith("HTTP/1.1 403");
    }
  }

  private static void assertHealth(HttpResponse<String> answer, int status, String body) {
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.body()).isEqualTo(body);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
  }

  private static String raw(int port, String path) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      String request = "GET " + path + " HTTP/1.1\r\nHost: 10.0.0.7:1\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
