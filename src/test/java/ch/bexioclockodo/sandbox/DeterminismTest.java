package ch.bexioclockodo.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DeterminismTest {

  @ParameterizedTest
  @MethodSource("allData")
  void theSameSeedGivesTheSameTables(SandboxData data) {
    try (Sandbox one = Sandbox.builder().seed(7).data(data).start();
        Sandbox other = Sandbox.builder().seed(7).data(data).start()) {
      for (String table : one.bexio().tableNames()) {
        assertThat(one.bexio().table(table).list()).isEqualTo(other.bexio().table(table).list());
      }
      for (String table : one.clockodo().tableNames()) {
        assertThat(one.clockodo().table(table).list())
            .isEqualTo(other.clockodo().table(table).list());
      }
    }
  }

  static SandboxData[] allData() {
    return new SandboxData[] {
      SandboxData.company(),
      SandboxData.empty(),
      SandboxData.entries(500),
      SandboxData.masterData(200, 50, 10)
    };
  }

  @Test
  void anotherSeedGivesOtherRows() {
    try (Sandbox one = Sandbox.builder().seed(7).start();
        Sandbox other = Sandbox.builder().seed(8).start()) {
      assertThat(one.clockodo().table("entries").list())
          .isNotEqualTo(other.clockodo().table("entries").list());
    }
    SandboxData data = SandboxData.masterData(200, 50, 10);
    try (Sandbox one = Sandbox.builder().seed(7).data(data).start();
        Sandbox other = Sandbox.builder().seed(8).data(data).start()) {
      assertThat(one.bexio().table("contact").list())
          .isNotEqualTo(other.bexio().table("contact").list());
    }
  }

  @Test
  void whatTwoSandboxesAnswerIsTheSame() {
    try (Sandbox one = Sandbox.builder().start();
        Sandbox other = Sandbox.builder().start()) {
      for (Sandbox sandbox : new Sandbox[] {one, other}) {
        SandboxClient.clockodo(sandbox).post("/v4/services", Json.object("name", "Neu"));
        SandboxClient.bexio(sandbox).post("/2.0/client_service", Json.object("name", "Neu"));
      }
      assertThat(SandboxClient.clockodo(one).get("/v4/services").text())
          .isEqualTo(SandboxClient.clockodo(other).get("/v4/services").text());
      assertThat(SandboxClient.bexio(one).get("/2.0/client_service").text())
          .isEqualTo(SandboxClient.bexio(other).get("/2.0/client_service").text());
    }
  }
}
