package ch.bexioclockodo.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.sandbox.SandboxClient.Reply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetiredRoutesTest {

  private static Sandbox sandbox;

  @BeforeAll
  static void start() {
    sandbox = Sandbox.builder().data(SandboxData.empty()).start();
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/customers",
        "/v2/customers",
        "/v2/customers/4711",
        "/v2/projects",
        "/services",
        "/v2/services",
        "/v3/services",
        "/v2/lumpsumservices",
        "/v1/users",
        "/v2/users/me",
        "/v2/aggregates/users/me",
        "/v2/teams",
        "/entries",
        "/entrygroups",
        "/v2/entriesTexts"
      })
  void retiredRoutesAreGone(String path) {
    Reply reply = SandboxClient.clockodo(sandbox).get(path);
    assertThat(reply.status()).isEqualTo(410);
    assertThat(reply.at("/errors/0/type").asText()).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v4/customers",
        "/v4/lumpsumservices",
        "/v4/Projects",
        "/v3/entries",
        "/v2/entryGroups",
        "/v4/projects/1/setBilled",
        "/v9/anything"
      })
  void wrongVersionsAndCasingsAreNotFound(String path) {
    Reply reply = SandboxClient.clockodo(sandbox).get(path);
    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.at("/errors/0/type").asText()).isEqualTo("RouteNotFound");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v3/users", "/v3/teams", "/v3/subprojects", "/v4/lumpSumServices"})
  void currentRoutesAreServed(String path) {
    assertThat(SandboxClient.clockodo(sandbox).get(path).status()).isEqualTo(200);
  }
}
