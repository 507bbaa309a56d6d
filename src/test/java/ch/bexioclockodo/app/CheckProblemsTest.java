package ch.bexioclockodo.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.sandbox.Fault;
import ch.bexioclockodo.sandbox.Sandbox;
import ch.bexioclockodo.sandbox.SandboxData;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each thing that can be wrong with one of the two systems is named, with what helps. */
@Execution(ExecutionMode.SAME_THREAD)
class CheckProblemsTest {

  @TempDir static Path folder;

  private static World world;

  @BeforeAll
  static void start() throws IOException {
    world =
        new World(
            folder, SandboxData.company(), sandbox -> sandbox, "import.services-from", "items");
  }

  @AfterEach
  void clear() {
    world.sandbox().faults().clear();
    world.sandbox().clock().dateAhead(Duration.ZERO);
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  @ParameterizedTest
  @CsvSource({
    "GET /2.0/company_profile, 401, bexio company, new personal access token",
    "GET /2.0/company_profile, 404, bexio company, bexio-clockodo.bexio.url",
    "GET /2.0/company_profile, 500, bexio company, try again",
    "GET /2.0/contact, 403, bexio contacts, the right to it (bexio contacts)",
    "GET /2.0/client_service, 403, bexio activities, the right to it",
    "GET /3.0/users, 403, bexio users, the right to it",
    "GET /2.0/pr_project, 403, bexio projects, bexio package",
    "GET /2.0/pr_project, 404, bexio projects, bexio package",
    "GET /2.0/pr_project_state, 404, bexio project states, bexio package",
    "GET /2.0/article, 403, bexio items, the right to it",
    "GET /2.0/timesheet, 403, bexio time tracking, bexio package",
    "GET /2.0/timesheet, 404, bexio time tracking, bexio package",
    "GET /2.0/timesheet_status, 404, bexio timesheet statuses, bexio package",
    "GET /v4/users/me, 401, clockodo user, personal data page",
    "GET /v3/customers, 403, clockodo customers, the right to it",
  })
  void whatIsRefusedIsNamedAndNothingElse(String call, int status, String check, String remedy) {
    world.sandbox().faults().on(call).always().then(Fault.status(status));

    Findings findings = world.look();

    assertThat(findings.problems()).containsExactly(check);
    assertThat(findings.textOf(check)).contains("answered " + status);
    assertThat(findings.remedyOf(check)).contains(remedy);
  }

  @Test
  void aClockThatIsMoreThanAMinuteAwayIsAProblemOnEitherSide() {
    world.sandbox().clock().dateAhead(Duration.ofSeconds(-90));
    Findings ahead = world.look();
    world.sandbox().clock().dateAhead(Duration.ofSeconds(90));
    Findings behind = world.look();

    assertThat(ahead.problems()).containsExactly("bexio clock", "clockodo clock");
    assertThat(ahead.textOf("bexio clock")).matches("this machine's clock is 9\\d s ahead of it");
    assertThat(ahead.remedyOf("bexio clock")).contains("NTP");
    assertThat(behind.textOf("clockodo clock")).matches("this machine's clock is \\d+ s behind it");
    world.sandbox().clock().dateAhead(Duration.ofSeconds(-20));
    assertThat(world.look().problems()).isEmpty();
  }

  @Test
  void aRateLimitThatOthersHaveUsedUpIsNamed(@TempDir Path other) throws IOException {
    try (World busy = new World(other, SandboxData.company())) {
      busy.sandbox().faults().on("GET /2.0/company_profile").then(Fault.tooManyRequests(1));

      Findings findings = busy.look();

      assertThat(findings.problems()).containsExactly("bexio company");
      assertThat(findings.remedyOf("bexio company")).contains("who else uses this access");
    }
  }

  @Test
  void anotherCompanyThanThatOfTheLedgerIsNamedWithBothNames(@TempDir Path other)
      throws IOException {
    try (World known = new World(other, SandboxData.company())) {
      known.importAll();
      known.nameCompany("Reuss Architekten AG", "post@reuss.example");

      Findings findings = known.look();

      assertThat(findings.problems()).containsExactly("bexio company");
      assertThat(findings.textOf("bexio company"))
          .contains("Limmat Ingenieure AG", "Reuss Architekten AG");
      assertThat(findings.remedyOf("bexio company")).contains("another database");
    }
  }

  @Test
  void aKeyThatDoesNotSeeEverythingSaysWhatItDoesNotSee(@TempDir Path other) throws IOException {
    try (World worker =
        new World(
            other,
            SandboxData.company(),
            sandbox -> sandbox,
            "clockodo.user",
            Sandbox.CLOCKODO_WORKER_USER,
            "clockodo.api-key",
            Sandbox.CLOCKODO_WORKER_API_KEY)) {
      Findings findings = worker.look();

      assertThat(findings.problems()).containsExactly("clockodo rights");
      assertThat(findings.textOf("clockodo rights"))
          .contains("Reto Baumann", "other people's entries", "e-mail addresses");
      assertThat(findings.remedyOf("clockodo rights")).contains("owner");
    }
  }
}
