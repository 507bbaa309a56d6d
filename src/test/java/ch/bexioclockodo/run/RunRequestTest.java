package ch.bexioclockodo.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.bexioclockodo.plan.PlanRow;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunRequestTest {

  @Test
  void nothingAskedForIsEverythingOfTheDefaultPeriod() {
    RunRequest request = RunRequest.of(Kind.EXPORT, Map.of());
    assertThat(request.connection()).isEqualTo("default");
    assertThat(request.preview()).isFalse();
    assertThat(request.plan()).isNull();
    assertThat(request.period()).isNull();
    assertThat(request.filters()).isEmpty();
    assertThat(request.rows()).isFalse();
    assertThat(request.scheduled()).isFalse();
    assertThat(RunRequest.kinds(request.only()))
        .containsExactlyInAnyOrder(
            PlanRow.CUSTOMER, PlanRow.PROJECT, PlanRow.SERVICE, PlanRow.USER);
  }

  @Test
  void headersComeAsTextsNumbersDatesAndLists() {
    Map<String, Object> headers = new HashMap<>();
    headers.put("bexioClockodoConnection", "default");
    headers.put("bexioClockodoFrom", LocalDate.parse("2026-09-01"));
    headers.put("bexioClockodoTo", " 2026-09-30 ");
    headers.put("bexioClockodoPreview", true);
    headers.put("bexioClockodoRows", "TRUE");
    headers.put("bexioClockodoCustomer", List.of(2, 1));
    headers.put("bexioClockodoProject", "4, 3,,4");
    headers.put("bexioClockodoUser", new Integer[] {7});
    headers.put("bexioClockodoBillable", 1);
    headers.put("bexioClockodoService", null);
    headers.put("bexioClockodoOnly", "users,projects");
    headers.put("bexioClockodoStartedBy", "");
    headers.put("somebodyElses", "x");
    RunRequest request = RunRequest.of(Kind.EXPORT, headers);
    assertThat(request.period())
        .isEqualTo(new Period(LocalDate.of(2026, 9, 1), LocalDate.of(2026, 9, 30)));
    assertThat(request.preview()).isTrue();
    assertThat(request.rows()).isTrue();
    assertThat(request.filters())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "customers_id", Set.of("1", "2"),
                "projects_id", Set.of("3", "4"),
                "users_id", Set.of("7"),
                "billable", Set.of("1")));
    assertThat(RunRequest.kinds(request.only()))
        .containsExactlyInAnyOrder(PlanRow.USER, PlanRow.PROJECT);
    assertThat(request.startedBy()).isNull();
  }

  @Test
  void headersAreReadInAnyCaseAsCamelReadsThem() {
    RunRequest request =
        RunRequest.of(
            Kind.EXPORT, Map.of("bexioclockodopreview", "true", "BEXIOCLOCKODOCUSTOMER", "4"));
    assertThat(request.preview()).isTrue();
    assertThat(request.filters()).containsEntry("customers_id", Set.of("4"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Connection=second | there is no connection \"second\"; there is one, default",
        "Preview=yes | bexioClockodoPreview is true or false, not \"yes\"",
        "Preview=1 | bexioClockodoPreview is true or false, not \"1\"",
        "Rows=all | bexioClockodoRows is true or false, not \"all\"",
        "Scheduled=x | bexioClockodoScheduled is true or false, not \"x\"",
        "Plan=last | plan \"last\" is no number",
        "Plan=-1 | plan \"-1\" is no number",
        "Plan=1234567890123456789 | plan \"1234567890123456789\" is no number",
        "From=2026-09-01 | a period needs both its first and its last date",
        "To=2026-09-01 | a period needs both its first and its last date",
        "From=01.09.2026;To=2026-09-30 | \"01.09.2026\" is no date; write 2026-09-30",
        "From=2026-09-01;To=2026-09-31 | \"2026-09-31\" is no date; write 2026-09-30",
        "From=2026-09-30;To=2026-09-01 | the period ends (2026-09-01) before it begins (2026-09-30)",
        "Customer=abc | \"abc\" is no id of a customer",
        "Project=0 | \"0\" is no id of a project",
        "User=a2 | \"a2\" is no id of a user",
        "Service=-4 | \"-4\" is no id of a service",
        "Billable=3 | \"3\" is no billable state (0, 1 or 2)",
        "Only=contacts | import only what? \"contacts\" is none of customers, projects, services, users",
        "As=invoices | export as what? \"invoices\" is neither timesheets nor invoice-drafts",
      })
  void everyWrongValueIsOneSentence(String request, String sentence) {
    Map<String, Object> headers = new HashMap<>();
    for (String header : request.split(";")) {
      headers.put("bexioClockodo" + header.split("=")[0], header.split("=")[1]);
    }
    assertThatThrownBy(() -> RunRequest.of(Kind.EXPORT, headers))
        .isInstanceOf(RunRequest.WrongRequest.class)
        .hasMessage(sentence);
  }

  @Test
  void aPlanSaysItselfWhatItCovers() {
    assertThat(RunRequest.of(Kind.EXPORT, Map.of("bexioClockodoPlan", 31L)).plan()).isEqualTo(31);
    for (Map<String, Object> more :
        List.<Map<String, Object>>of(
            Map.of("bexioClockodoFrom", "2026-09-01", "bexioClockodoTo", "2026-09-30"),
            Map.of("bexioClockodoCustomer", 3),
            Map.of("bexioClockodoOnly", "users"))) {
      Map<String, Object> headers = new HashMap<>(more);
      headers.put("bexioClockodoPlan", 31);
      assertThatThrownBy(() -> RunRequest.of(Kind.EXPORT, headers))
          .isInstanceOf(RunRequest.WrongRequest.class)
          .hasMessageContaining("plan 31");
    }
  }
}
