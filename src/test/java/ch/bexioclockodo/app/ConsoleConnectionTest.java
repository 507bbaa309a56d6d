package ch.bexioclockodo.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.console.ConnectionListener;
import ch.bexioclockodo.console.Entrance;
import ch.bexioclockodo.run.Connections;
import ch.bexioclockodo.sandbox.SandboxData;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person connects bexio in the console and disconnects it again. */
class ConsoleConnectionTest {

  @TempDir static Path folder;

  private static final List<Connections.Connected> MADE = new CopyOnWriteArrayList<>();
  private static final List<Exception> FAILED = new CopyOnWriteArrayList<>();
  private static ConsoleWorld console;

  private ConsoleClient person;

  @BeforeAll
  static void start() throws IOException {
    console = new ConsoleWorld(folder, SandboxData.company(), "bexio.token", "");
    console
        .world()
        .connector()
        .context()
        .getRegistry()
        .bind(
            ConnectionListener.NAME,
            new ConnectionListener() {
              @Override
              public void connected(Connections.Connected made) {
                MADE.add(made);
              }

              @Override
              public void failed(Exception trouble) {
                FAILED.add(trouble);
              }
            });
  }

  @AfterAll
  static void stop() {
    console.close();
  }

  @BeforeEach
  void disconnected() throws IOException, SQLException {
    console.world().nameCompany("Limmat Ingenieure AG", null);
    console.world().connections().disconnect();
    MADE.clear();
    FAILED.clear();
    person = console.person();
  }

  @Test
  void aPersonConnectsSeesWhatWasGrantedAndDisconnects() throws IOException, InterruptedException {
    assertThat(person.get("/connection").body()).contains("not connected", "Connect with bexio");

    URI back = agree();
    HttpResponse<String> done = cameBack(back);
    assertThat(done.statusCode()).isEqualTo(200);
    assertThat(done.body()).contains("Limmat Ingenieure AG", "monitoring_edit");
    // Whoever waits for it is told once the page is on its way.
    Awaitility.await().until(() -> MADE.size() == 1);
    assertThat(person.get("/connection").body())
        .contains("connected with Limmat Ingenieure AG", "contact_show");

    HttpResponse<String> again = cameBack(back);
    assertThat(again.statusCode()).isEqualTo(422);
    assertThat(again.body()).contains("nobody was sent");
    person.get("/connection");
    assertThat(person.post("/connection/disconnect").body()).contains("revoked and forgotten");
    assertThat(person.get("/connection").body()).contains("not connected");
    assertThat(MADE).hasSize(1);
  }

  @Test
  void theAddressThatBexioSendsBackToIsFixed() throws IOException, InterruptedException {
    person.get("/connection");
    assertThat(person.leave(person.post("/connection/connect")).toString())
        .contains(
            "redirect_uri=http%3A%2F%2Flocalhost%3A"
                + console.port()
                + "%2Fbexio-clockodo%2Fconnection%2Fcallback");
  }

  @Test
  void whoWaitsHearsThatAReturnFailedButNothingOfForeignOnes() throws Exception {
    String query = console.world().connections().ask(World.CALLBACK).getQuery();
    String state = query.replaceAll(".*state=([^&]+).*", "$1");
    for (String foreign : List.of("", "?error=access_denied&state=guessed", "?code=x")) {
      assertThat(person.get("/connection/callback" + foreign).statusCode()).isEqualTo(422);
    }
    assertThat(person.get("/connection/callback?error=access_denied&state=" + state).statusCode())
        .isEqualTo(422);
    // The page is shown first.
    Awaitility.await().until(() -> !FAILED.isEmpty());
    assertThat(FAILED).singleElement().asString().contains("access_denied");
    assertThat(MADE).isEmpty();
  }

  @Test
  void whileACommandWaitsForSomebodyOnlyTheConnectionIsOffered() throws Exception {
    Entrance entrance = console.world().connector().bean("bexioClockodoEntrance", Entrance.class);
    entrance.offerOnly("/connection");
    try {
      assertThat(person.get("/connection").statusCode()).isEqualTo(200);
      assertThat(person.get("/assets/console.css").statusCode()).isEqualTo(200);
      for (String page : List.of("/", "/export", "/history", "/master/users", "/plan/1")) {
        assertThat(person.get(page).statusCode()).as(page).isEqualTo(404);
      }
      assertThat(person.post("/export/preview", "period", "last").statusCode()).isEqualTo(404);
    } finally {
      entrance.offerOnly("/");
    }
  }

  @Test
  void whatComesFromOutsideIsShownAsText() throws IOException, InterruptedException {
    console.world().nameCompany("<script>alert(1)</script> & \"Söhne\"", null);
    cameBack(agree());
    for (String page : List.of("/", "/connection")) {
      assertThat(person.get(page).body())
          .contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; \"Söhne\"")
          .doesNotContain("<script>alert");
    }
    assertThat(person.get("/connection/callback?error=%3Cscript%3E&state=x").body())
        .doesNotContain("<script>");
  }

  private URI agree() throws IOException, InterruptedException {
    person.get("/connection");
    return new Browser().open(person.leave(person.post("/connection/connect")));
  }

  private HttpResponse<String> cameBack(URI back) throws IOException, InterruptedException {
    return person.get("/connection/callback?" + back.getRawQuery());
  }
}
