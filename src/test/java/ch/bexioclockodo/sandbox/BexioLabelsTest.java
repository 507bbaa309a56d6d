package ch.bexioclockodo.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BexioLabelsTest {

  private static Sandbox sandbox;

  @BeforeAll
  static void start() {
    sandbox = Sandbox.builder().data(SandboxData.empty()).limits(false).start();
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "de | Offen, Aktiv, Archiviert",
        "en | Open, Active, Archived",
        "en-GB,de;q=0.8 | Open, Active, Archived",
        "FR-ch | Ouvert, Actif, Archivé",
        "it;q=0.9 | Aperto, Attivo, Archiviato",
        "rm | Offen, Aktiv, Archiviert",
        "* | Offen, Aktiv, Archiviert"
      })
  void projectStatesAreNamedInTheLanguageThatComesFirst(String accepted, String names) {
    SandboxClient bexio = SandboxClient.bexio(sandbox).with("Accept-Language", accepted);
    assertThat(names(bexio)).containsExactly(names.split(", "));
    assertThat(bexio.get("/2.0/pr_project_state").at("/0"))
        .as("translations stay hidden")
        .hasSize(2);
  }

  @Test
  void projectStatesAreGermanForWhoAsksInNoLanguage() {
    assertThat(names(SandboxClient.bexio(sandbox))).containsExactly("Offen", "Aktiv", "Archiviert");
  }

  @Test
  void namesOfTheTenantAreTheSameForEverybodyByRule() {
    BexioRules rules = BexioRules.builder().labelsFollowAcceptLanguage(false).build();
    try (Sandbox other = Sandbox.builder().bexioRules(rules).start()) {
      SandboxClient english = SandboxClient.bexio(other).with("Accept-Language", "en");
      assertThat(names(english)).containsExactly("Offen", "Aktiv", "Archiviert");
    }
  }

  @Test
  void aStateOfTheTenantKeepsItsOwnName() {
    try (Sandbox other = Sandbox.builder().data(SandboxData.empty()).start()) {
      other.bexio().table("pr_project_state").insert(Json.object("name", "Pausiert"));
      SandboxClient english = SandboxClient.bexio(other).with("Accept-Language", "en");
      assertThat(names(english)).containsExactly("Open", "Active", "Archived", "Pausiert");
    }
  }

  private static List<String> names(SandboxClient bexio) {
    return bexio.get("/2.0/pr_project_state").json().findValuesAsText("name");
  }
}
