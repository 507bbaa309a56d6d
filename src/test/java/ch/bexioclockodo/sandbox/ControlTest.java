package ch.bexioclockodo.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.bexioclockodo.sandbox.SandboxClient.Reply;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ControlTest {

  private Sandbox sandbox;
  private SandboxServer server;
  private SandboxClient control;

  @BeforeEach
  void start() {
    sandbox = Sandbox.builder().data(SandboxData.empty()).limits(false).start();
    server = sandbox.control(0);
    server.start();
    control = SandboxClient.at("http://127.0.0.1:" + server.port());
  }

  @AfterEach
  void stop() {
    server.stop();
    sandbox.close();
  }

  @Test
  void showsAndClearsTheJournal() {
    SandboxClient.bexio(sandbox).get("/3.0/users/me");
    assertThat(control.get("/journal").at("/0/route").asText()).isEqualTo("GET /3.0/users/me");
    assertThat(control.get("/journal/counts").at("/0/count").asInt()).isEqualTo(1);
    control.delete("/journal");
    assertThat(control.get("/journal").json()).isEmpty();
    assertThat(control.get("/journal/counts").json()).isEmpty();
  }

  @Test
  void setsAndClearsFaults() {
    SandboxClient bexio = SandboxClient.bexio(sandbox);
    // As curl -d sends it.
    SandboxClient curl = control.with("Content-Type", "application/x-www-form-urlencoded");
    curl.post(
        "/faults",
        Json.object(
            "on", "POST /2.0/client_service",
            "row", "Neu",
            "attempt", 1,
            "fault", "status",
            "status", 422,
            "message", "Nicht heute"));
    control.post(
        "/faults",
        Json.object(
            "on", "GET /3.0/*", "fault", "statusBeforeCommit", "status", 502, "body", "html"));
    Reply refused = bexio.post("/2.0/client_service", Json.object("name", "Neu"));
    assertThat(refused.at("/message").asText()).isEqualTo("Nicht heute");
    assertThat(bexio.post("/2.0/client_service", Json.object("name", "Neu")).status())
        .isEqualTo(201);
    assertThat(bexio.get("/3.0/users/me").text()).startsWith("<html>");
    control.delete("/faults");
    assertThat(bexio.get("/3.0/users/me").status()).isEqualTo(200);
  }

  @Test
  void refusesUnknownFaultsAndRoutes() {
    Reply fault = control.post("/faults", Json.object("on", "*", "fault", "earthquake"));
    assertThat(fault.status()).isEqualTo(400);
    assertThat(fault.at("/message").asText()).contains("earthquake");
    assertThat(control.get("/tables/bexio/nothing").status()).isEqualTo(404);
  }

  @Test
  void showsAndFillsTables() {
    Reply inserted = control.post("/tables/bexio/contact", Json.object("name_1", "Neu AG"));
    assertThat(inserted.at("/id").asInt()).isEqualTo(11);
    assertThat(control.get("/tables/bexio/contact").at("/0/name_1").asText()).isEqualTo("Neu AG");
    assertThat(SandboxClient.bexio(sandbox).get("/2.0/contact").json()).hasSize(1);
    assertThat(control.get("/tables/clockodo/users").json()).hasSize(1);
  }

  @Test
  void theCommandLinePrintsSettingsToCopy() {
    StringWriter text = new StringWriter();
    SandboxMain.print(sandbox, server.port(), new PrintWriter(text));
    assertThat(text.toString())
        .contains("bexio-clockodo.bexio.url=" + sandbox.bexioUrl())
        .contains("bexio-clockodo.bexio.token=" + Sandbox.BEXIO_TOKEN)
        .contains("bexio-clockodo.clockodo.url=" + sandbox.clockodoUrl())
        .contains("bexio-clockodo.clockodo.user=" + Sandbox.CLOCKODO_USER)
        .contains("bexio-clockodo.clockodo.api-key=" + Sandbox.CLOCKODO_API_KEY)
        .contains("bexio-clockodo.clockodo.application=");
  }

  @Test
  void theCommandLineSetsTheSandboxUp() {
    SandboxMain main = new SandboxMain();
    new CommandLine(main)
        .parseArgs("--no-limits", "--journal", "counts", "--data", "entries:7", "--scale", "60");
    try (Sandbox other = main.builder().start()) {
      assertThat(other.clockodo().table("entries").count()).isEqualTo(7);
      assertThat(other.journal().mode()).isEqualTo(JournalMode.COUNTS);
      assertThat(other.clock().scale()).isEqualTo(60);
      assertThat(SandboxClient.bexio(other).get("/2.0/contact").header("ratelimit-remaining"))
          .isEqualTo("1000");
    }
  }

  @Test
  void theCommandLineFillsMasterDataOrSaysWhatItKnows() {
    SandboxMain main = new SandboxMain();
    CommandLine commandLine = new CommandLine(main);
    commandLine.parseArgs("--data", "master:30,20,10");
    try (Sandbox other = main.builder().start()) {
      assertThat(other.bexio().table("contact").count()).isEqualTo(30);
      assertThat(other.bexio().table("pr_project").count()).isEqualTo(20);
      assertThat(other.bexio().table("client_service").count()).isEqualTo(10);
    }
    commandLine.parseArgs("--data", "master:30");
    assertThatThrownBy(main::builder).hasMessageContaining("master:C,P,S");
  }
}
