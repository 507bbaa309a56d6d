package ch.bexioclockodo.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.console.Passwords;
import ch.bexioclockodo.sandbox.SandboxData;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the console has a login, nothing is seen and nothing is done without it. */
class ConsoleLoginTest {

  private static final String PASSWORD = "correct horse battery";

  @TempDir static Path folder;

  private static ConsoleWorld console;
  private static Duration later = Duration.ZERO;

  private ConsoleClient person;

  @BeforeAll
  static void start() throws Exception {
    console =
        new ConsoleWorld(
            folder,
            SandboxData.company(),
            "bexio.token",
            "",
            "http.user",
            "anna",
            "http.password-hash",
            Passwords.hash(PASSWORD));
    console.world().connect();
  }

  @AfterAll
  static void stop() {
    console.close();
  }

  @BeforeEach
  void somebodyComes() throws IOException, InterruptedException {
    // Whoever was wrong before need not wait any more.
    pass(Duration.ofMinutes(1));
    person = console.person();
    person.get("/login");
  }

  @Test
  void withoutALoginEveryPageIsTheFormAndEveryOrderIsRefused() throws Exception {
    for (String page : List.of("/", "/connection")) {
      assertThat(person.get(page).body())
          .as(page)
          .contains("type=\"password\"")
          .doesNotContain("Limmat");
    }
    HttpResponse<String> order = person.post("/connection/disconnect");
    assertThat(order.statusCode()).isEqualTo(403);
    assertThat(order.body()).contains("Sign in first");
    assertThat(console.world().connections().standing().connected()).isTrue();
  }

  @Test
  void whoSignsInSeesEverythingAndWhoSignsOutNothing() throws Exception {
    String before = person.cookies().get("bexio-clockodo");
    assertThat(person.sentTo(signIn("anna", PASSWORD))).isEqualTo("/");
    assertThat(person.cookies().get("bexio-clockodo")).isNotEqualTo(before);
    assertThat(person.get("/").body()).contains("Limmat Ingenieure AG", "Sign out");

    person.post("/logout");
    assertThat(person.get("/").body()).contains("type=\"password\"").doesNotContain("Limmat");
  }

  @Test
  void aNameThatSomebodyElseHasSetBeforeIsNotSignedIn() throws Exception {
    ConsoleClient thief = console.person();
    thief.cookies().putAll(person.cookies());
    signIn("anna", PASSWORD);
    assertThat(thief.get("/").body()).contains("type=\"password\"");
  }

  @Test
  void wrongUsersAndPasswordsAreRefusedAlikeAndTheNextTriesWait() throws Exception {
    for (String[] wrong :
        new String[][] {{"anna", "wrong password"}, {"Anna", PASSWORD}, {"", PASSWORD}}) {
      HttpResponse<String> refused = signIn(wrong[0], wrong[1]);
      assertThat(refused.statusCode()).isEqualTo(403);
      assertThat(refused.body()).contains("User or password is wrong");
    }
    assertThat(signIn("anna", PASSWORD).statusCode()).isEqualTo(429);
    pass(Duration.ofSeconds(6));
    assertThat(signIn("anna", PASSWORD).statusCode()).isEqualTo(303);
  }

  @Test
  void whoIsAwayForAnHourSignsInAgain() throws Exception {
    signIn("anna", PASSWORD);
    pass(Duration.ofMinutes(50));
    assertThat(person.get("/").body()).contains("Limmat");
    pass(Duration.ofMinutes(50));
    assertThat(person.get("/").body()).contains("Limmat");
    pass(Duration.ofMinutes(61));
    assertThat(person.get("/").body()).doesNotContain("Limmat");
  }

  @Test
  void whoComesBackFromBexioIsTakenBackAlthoughTheBrowserHidesItsCookie() throws Exception {
    ConsoleClient fromElsewhere = console.person();
    String query =
        new Browser().open(console.world().connections().ask(World.CALLBACK)).getRawQuery();
    assertThat(fromElsewhere.get("/connection/callback?" + query).statusCode()).isEqualTo(200);
    assertThat(fromElsewhere.cookies()).isEmpty();
    assertThat(fromElsewhere.get("/").body()).contains("type=\"password\"");
  }

  private HttpResponse<String> signIn(String user, String password)
      throws IOException, InterruptedException {
    return person.post("/login", "user", user, "password", password);
  }

  private static void pass(Duration length) {
    later = later.plus(length);
    console.world().clockAdvancesBy(later);
  }
}
