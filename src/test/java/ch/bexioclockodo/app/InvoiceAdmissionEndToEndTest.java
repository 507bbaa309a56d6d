package ch.bexioclockodo.app;

import static ch.bexioclockodo.app.World.problems;
import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.sandbox.IssuerRules;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What bexio must have granted for drafts: to look at them, to write them, to take them back. */
@Timeout(120)
class InvoiceAdmissionEndToEndTest {

  @TempDir Path folder;
  private World world;

  @AfterEach
  void end() {
    world.close();
  }

  private void connected() throws Exception {
    world = ByConsent.world(folder, IssuerRules.defaults(), "export.as", "invoice-drafts");
    world.connect();
    world.importAll();
    world.sandbox().journal().clear();
  }

  /** As if the person had agreed to that scope instead. */
  private void grantedInstead(String one, String other) throws SQLException, IOException {
    try (Connection database = world.connector().dataSource().getConnection();
        PreparedStatement statement =
            database.prepareStatement(
                "update bexio_clockodo.token set scopes = replace(scopes, ?, ?)")) {
      statement.setString(1, one);
      statement.setString(2, other);
      statement.executeUpdate();
    }
    world.restart();
  }

  @Test
  void lookingNeedsLessThanWritingWhichIsRefusedBeforeTheFirstWrite() throws Exception {
    connected();
    Map<String, Object> run = world.export();
    assertThat(problems(run)).isEmpty();
    grantedInstead("kb_invoice_edit", "kb_invoice_show");
    world.sandbox().journal().clear();

    Map<String, Object> shown = world.export("Preview", "true");
    assertThat(problems(shown)).isEmpty();
    assertThat(problems(world.undo(run, "Preview", "true"))).isEmpty();

    for (Map<String, Object> refused :
        List.of(
            world.export(),
            world.export("Plan", String.valueOf(shown.get("plan"))),
            world.undo(run))) {
      assertThat(refused.get("status")).isEqualTo("failed");
      assertThat(problems(refused)).containsExactly("connection.scopes-missing");
      assertThat(String.valueOf(refused.get("problems")))
          .contains("times to invoice drafts", "kb_invoice_edit")
          .doesNotContain("monitoring");
    }
    assertThat(world.sandbox().journal().writes())
        .allMatch(call -> call.path().endsWith("/search"));
  }

  @Test
  void draftsAreWrittenAndTakenBackWithoutTheRightToTimesheets() throws Exception {
    connected();
    grantedInstead("monitoring_edit", "email");

    Map<String, Object> run = world.export();
    assertThat(problems(run)).isEmpty();
    int drafts = world.sandbox().bexio().table("kb_invoice").list().size();
    assertThat(drafts).isPositive();
    assertThat(problems(world.undo(run))).isEmpty();
    assertThat(world.sandbox().bexio().table("kb_invoice").list()).isEmpty();
    assertThat(world.sandbox().journal().requests())
        .as("nothing of timesheets is even looked at")
        .noneMatch(call -> call.path().startsWith("/2.0/timesheet"));

    Map<String, Object> timesheets = world.export("As", "timesheets");
    assertThat(problems(timesheets)).containsExactly("connection.scopes-missing");
    assertThat(String.valueOf(timesheets.get("problems"))).contains("monitoring_edit");
  }
}
