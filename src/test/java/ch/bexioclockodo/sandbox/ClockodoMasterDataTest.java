package ch.bexioclockodo.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.sandbox.SandboxClient.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClockodoMasterDataTest {

  private Sandbox sandbox;
  private SandboxClient clockodo;

  @BeforeEach
  void start() {
    sandbox = Sandbox.builder().limits(false).start();
    clockodo = SandboxClient.clockodo(sandbox);
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void createsAnswerWith200AndTheWholeObject() {
    Reply reply = clockodo.post("/v3/customers", Json.object("name", "Neu AG", "number", "77"));
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.at("/data/number").asText()).isEqualTo("77");
    assertThat(reply.at("/data/active").asBoolean()).isTrue();
    int id = reply.at("/data/id").asInt();
    Reply edited = clockodo.put("/v3/customers/" + id, Json.object("active", false));
    assertThat(edited.at("/data/name").asText()).isEqualTo("Neu AG");
    assertThat(edited.at("/data/active").asBoolean()).isFalse();
  }

  @Test
  void aNameIsTakenWhereItIsInUse() {
    Reply conflict = clockodo.post("/v3/customers", Json.object("name", "Meier AG"));
    assertThat(conflict.status()).isEqualTo(422);
    assertThat(conflict.at("/errors/0/error/type").asText()).isEqualTo("ResourceConflictFound");
    assertThat(conflict.at("/errors/0/error/details/resources/0/id").asInt()).isEqualTo(40108);
    assertThat(clockodo.post("/v4/services", Json.object("name", "Planung")).status())
        .isEqualTo(422);
    assertThat(
            clockodo
                .post(
                    "/v4/projects",
                    Json.object("name", "Hochhaus Altstetten", "customers_id", 40102))
                .status())
        .as("project names belong to their customer")
        .isEqualTo(200);
    ClockodoRules rules = ClockodoRules.builder().conflictStatus(409).build();
    try (Sandbox other = Sandbox.builder().clockodoRules(rules).start()) {
      Reply plain =
          SandboxClient.clockodo(other).post("/v3/customers", Json.object("name", "Meier AG"));
      assertThat(plain.status()).isEqualTo(409);
      assertThat(plain.at("/errors/0/type").asText()).isEqualTo("ResourceConflictFound");
    }
  }

  @Test
  void lengthsAndRequiredFieldsAreChecked() {
    assertThat(
            clockodo
                .post("/v3/customers", Json.object("name", "x".repeat(101)))
                .at("/errors/0/error/type")
                .asText())
        .isEqualTo("NotBetween");
    Reply project = clockodo.post("/v4/projects", Json.object("number", "x".repeat(51)));
    assertThat(project.status()).isEqualTo(422);
    assertThat(project.at("/errors")).hasSize(3);
    assertThat(
            clockodo
                .post("/v4/projects", Json.object("name", "X", "customers_id", 1))
                .at("/errors/0/error/type")
                .asText())
        .isEqualTo("ResourceNotFound");
    assertThat(
            clockodo
                .post(
                    "/v4/lumpSumServices",
                    Json.object("name", "X", "price", 5, "unit", "Kilometer"))
                .status())
        .isEqualTo(422);
  }

  @Test
  void demoDataCannotBeChanged() {
    Reply reply = clockodo.put("/v3/customers/40113", Json.object("name", "X"));
    assertThat(reply.status()).isEqualTo(422);
    assertThat(reply.at("/errors/0/error/type").asText()).isEqualTo("CannotModifyDemoData");
  }

  @Test
  void onlyWhatIsInactiveAndUnusedIsDeleted() {
    assertThat(clockodo.delete("/v4/services/7102").at("/errors/0/error/type").asText())
        .isEqualTo("HasToBeInactive");
    clockodo.put("/v4/services/7102", Json.object("active", false));
    assertThat(clockodo.delete("/v4/services/7102").at("/errors/0/error/type").asText())
        .isEqualTo("RelationsPreventDeletion");
    assertThat(clockodo.delete("/v4/services/7108?dry_run=true").status()).isEqualTo(200);
    assertThat(clockodo.get("/v4/services/7108").status()).isEqualTo(200);
    assertThat(clockodo.delete("/v4/services/7108").json()).isEqualTo(Json.object("success", true));
    assertThat(clockodo.get("/v4/services/7108").status()).isEqualTo(404);
  }

  @Test
  void listsAreFiltered() {
    assertThat(clockodo.get("/v3/customers", "filter[active]", "false").at("/data")).hasSize(1);
    assertThat(clockodo.get("/v3/customers", "filter[fulltext]", "gemeinde").at("/data"))
        .hasSize(2);
    assertThat(clockodo.get("/v4/projects", "filter[customers_id]", "40101").at("/data"))
        .hasSize(3);
    assertThat(clockodo.get("/v3/subprojects", "filter[projects_id]", "50103").at("/data"))
        .hasSize(2);
    assertThat(clockodo.get("/v3/customers/countProjects", "customers_id[]", "40102").at("/data/0"))
        .isEqualTo(Json.object("customers_id", 40102, "active", 1, "inactive", 1));
  }

  @Test
  void onlyHardBudgetsAreSetBilled() {
    Reply soft = clockodo.put("/v3/projects/50105/setBilled", Json.object("billed", true));
    assertThat(soft.at("/errors/0/error/type").asText())
        .isEqualTo("BilledMoneyCanOnlyBeSetWithHardBudget");
    Reply hard = clockodo.put("/v3/projects/50107/setBilled", Json.object("billed_money", 48000));
    assertThat(hard.at("/data/billed_completely").asBoolean()).isTrue();
    assertThat(hard.at("/data/billed_money").asInt()).isEqualTo(48000);
  }

  @Test
  void aHardBudgetHasNoFactorUntilItIsCompleted() {
    assertThat(clockodo.get("/v4/projects/50107").at("/data/revenue_factor").isNull()).isTrue();
    assertThat(clockodo.get("/v4/projects/50101").at("/data/revenue_factor").asInt()).isEqualTo(1);
    Reply running = clockodo.put("/v4/projects/50101/complete", Json.object("completed", true));
    assertThat(running.at("/errors/0/error/type").asText())
        .isEqualTo("ProjectCompletionAnyRunningEntries");
    Reply completed = clockodo.put("/v4/projects/50107/complete", Json.object("completed", true));
    assertThat(completed.at("/data/completed_at").asText()).startsWith("2026-11-20T08:0");
    assertThat(completed.at("/data/revenue_factor").isNumber()).isTrue();
  }
}
