package ch.bexioclockodo.app;

import static ch.bexioclockodo.app.ByConsent.TOKEN;
import static ch.bexioclockodo.app.World.problems;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.bexioclockodo.connection.NoAccess;
import ch.bexioclockodo.run.Connections;
import ch.bexioclockodo.run.RunFailure;
import ch.bexioclockodo.sandbox.IssuerRules;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A person connects, on the sandbox's issuer: what is asked for, what is let in, and what it is
 * kept with.
 */
class ConnectEndToEndTest extends WorldByConsent {

  @Test
  void afterConsentARunWorksAndARestartNeedsNobody() throws Exception {
    assertThat(problems(world.importAll())).containsExactly("connection.not-connected");

    Connections.Connected made = world.connect();

    assertThat(made.company()).isEqualTo("Limmat Ingenieure AG");
    assertThat(made.missing()).isEmpty();
    assertThat(made.scopes())
        .containsExactly(
            "company_profile",
            "contact_show",
            "monitoring_edit",
            "offline_access",
            "openid",
            "project_show");
    assertThat(world.importAll().get("status")).isEqualTo("attention");
    world.restart();
    assertThat(problems(world.export())).isEmpty();
    assertThat(world.posts("issuer", TOKEN)).hasSize(1);
    assertThat(Files.getPosixFilePermissions(world.folder().resolve("bexio-clockodo.key")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void aFunctionThatIsTurnedOnNamesWhatItLacksAndItsPlanGoesOnAfterReconnecting() throws Exception {
    world(IssuerRules.defaults());
    world.connect();
    world.importAll();
    String plan = String.valueOf(world.importAll("Preview", "true", "Full", "true").get("plan"));
    int writes = world.sandbox().journal().writes().size();
    world.set("import.services-from", "items").restart();

    Map<String, Object> refused = world.importAll("Plan", plan);
    assertThat(problems(refused)).containsExactly("connection.scopes-missing");
    assertThat(String.valueOf(refused.get("problems")))
        .contains("services from items", "article_show", "connect");
    assertThat(world.connections().missing()).containsExactly("services from items (article_show)");
    assertThat(world.sandbox().journal().writes()).hasSize(writes);
    assertThat(problems(world.export())).as("an export needs no items").isEmpty();

    Connections.Connected again = world.connect();
    assertThat(again.missing()).isEmpty();
    assertThat(again.scopes()).contains("article_show");
    assertThat(problems(world.importAll("Plan", plan))).isEmpty();
    assertThat(problems(world.importAll())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void accessThatDoesNotLastIsNamedAsMissing(boolean tellsScopes) throws Exception {
    world(IssuerRules.defaults().tellsScopes(tellsScopes));
    String asked = world.connections().ask(World.CALLBACK).toString();
    URI less = URI.create(asked.replace("offline_access+", ""));
    Connections.Connected made = world.connections().complete(new Browser().open(less));
    assertThat(less.toString()).isNotEqualTo(asked);
    assertThat(made.missing())
        .containsExactly("access that lasts until somebody takes it back (offline_access)");
  }

  @Test
  void generalIsNeverAskedForAndNothingThatAnotherScopeImplies() throws Exception {
    world(IssuerRules.defaults(), "import.services-from", "items");
    URI address = world.connections().ask(World.CALLBACK);
    assertThat(address.getQuery())
        .contains("article_show", "monitoring_edit", "code_challenge_method=S256")
        .doesNotContain("general", "monitoring_show");
  }

  @Test
  void anAnswerServesOnceAndOnlyForWhoWasSent() throws Exception {
    URI back = new Browser().open(world.connections().ask(World.CALLBACK));
    URI foreign = URI.create(back.toString().replaceAll("state=[^&]+", "state=guessed"));
    URI without = URI.create(back.toString().replaceAll("&state=[^&]+", ""));
    for (URI wrong : List.of(foreign, without)) {
      assertThatThrownBy(() -> world.connections().complete(wrong))
          .isInstanceOf(RunFailure.class)
          .hasMessageContaining("nobody was sent");
    }
    world.connections().complete(back);
    assertThatThrownBy(() -> world.connections().complete(back))
        .isInstanceOf(RunFailure.class)
        .hasMessageContaining("nobody was sent");
    assertThat(world.posts("issuer", TOKEN)).hasSize(1);
  }

  @Test
  void whoComesBackTooLateBeginsAgain() throws Exception {
    URI back = new Browser().open(world.connections().ask(World.CALLBACK));
    world.clockAdvancesBy(Duration.ofMinutes(16));
    assertThatThrownBy(() -> world.connections().complete(back))
        .isInstanceOf(RunFailure.class)
        .hasMessageContaining("15 minutes");
  }

  @Test
  void aCodeThatAnotherBrowserWasGivenIsRefusedByTheVerifier() throws Exception {
    URI mine = new Browser().open(world.connections().ask(World.CALLBACK));
    URI theirs = new Browser().open(world.connections().ask(World.CALLBACK));
    String code = theirs.getQuery().replaceAll(".*code=([^&]+).*", "$1");
    URI swapped = URI.create(mine.toString().replaceAll("code=[^&]+", "code=" + code));
    assertThatThrownBy(() -> world.connections().complete(swapped))
        .isInstanceOf(NoAccess.class)
        .hasMessageContaining("invalid_grant");
    assertThat(world.connections().standing().connected()).isFalse();
  }

  @Test
  void whoDoesNotAgreeIsToldSo() throws Exception {
    world(IssuerRules.defaults().agrees(false));
    assertThatThrownBy(() -> world.connect())
        .isInstanceOf(NoAccess.class)
        .hasMessageContaining("access_denied");
  }

  @Test
  void aWrongSecretKeyIsOneClearProblemAndReconnectingHelps() throws Exception {
    world(IssuerRules.defaults());
    world.connect();
    String other = "QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUE=";
    world.set("secret-key", other).restart();
    Map<String, Object> refused = world.importAll("Preview", "true", "Only", "users");
    assertThat(problems(refused)).containsExactly("connection.secret-key-wrong");
    assertThat(String.valueOf(refused.get("problems")))
        .contains("bexio-clockodo.secret-key")
        .doesNotContain(other);
    world.connect();
    assertThat(problems(world.importAll("Preview", "true", "Only", "users"))).isEmpty();

    world.set("secret-key", "").restart();
    Files.delete(world.folder().resolve("bexio-clockodo.key"));
    Map<String, Object> lost = world.importAll("Preview", "true", "Only", "users");
    assertThat(problems(lost)).containsExactly("connection.secret-key-wrong");
    assertThat(String.valueOf(lost.get("problems"))).contains("bexio-clockodo.key");
    assertThat(world.folder().resolve("bexio-clockodo.key"))
        .as("none is made to read with")
        .doesNotExist();
  }

  @Test
  void aKeyFileThatOthersMayReadIsRefused() throws Exception {
    world(IssuerRules.defaults());
    world.connect();
    Files.setPosixFilePermissions(
        world.folder().resolve("bexio-clockodo.key"), PosixFilePermissions.fromString("rw-r--r--"));
    world.restart();
    Map<String, Object> refused = world.importAll("Preview", "true", "Only", "users");
    assertThat(problems(refused)).containsExactly("connection.secret-key-wrong");
    assertThat(String.valueOf(refused.get("problems"))).contains("chmod 600");
  }
}
