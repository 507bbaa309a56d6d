package ch.bexioclockodo.app;

import static ch.bexioclockodo.app.World.count;
import static ch.bexioclockodo.app.World.problems;
import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.run.Due;
import ch.bexioclockodo.sandbox.Fault;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Drafts are written by the schedule too, and what nobody knows of them is settled by itself. */
@Timeout(120)
class InvoiceScheduleEndToEndTest extends DraftsTouchedByHand {

  private boolean settlingIsDue() throws SQLException {
    return world.connector().bean("bexioClockodoDue", Due.class).settlingIsDue();
  }

  @Test
  void aScheduledExportWritesDraftsWhenTheSettingSaysSo() throws IOException {
    small(4, "export.as", "invoice-drafts", "export.cron", "0 30 2 * * ?");

    Map<String, Object> night = world.export("Scheduled", "true");

    assertThat(night.get("status")).as(problems(night).toString()).isEqualTo("done");
    assertThat(invoices()).hasSize(2);
    assertThat(world.timesheets()).isEmpty();
    assertThat(billed()).isEqualTo(4);
    assertThat(count(world.export("Scheduled", "true"), "unchanged")).isEqualTo(4);
  }

  @Test
  void aDraftOfUnknownOutcomeIsSettledOnceItsTimeHasCome() throws IOException, SQLException {
    small(4, "export.as", "invoice-drafts");
    world.sandbox().faults().on(CREATE).nth(1).then(Fault.dropBeforeCommit());
    world.export("Scheduled", "true");
    assertThat(ledger("state")).containsExactlyInAnyOrder("UNKNOWN", "WRITTEN");
    assertThat(settlingIsDue()).isFalse();

    world.clockAdvancesBy(Duration.ofMinutes(16));

    assertThat(settlingIsDue()).isTrue();
    assertThat(world.settle().get("status")).isEqualTo("done");
    assertThat(ledger("state")).containsExactlyInAnyOrder("RELEASED", "WRITTEN");
    world.clockAdvancesBy(Duration.ofMinutes(32));
    assertThat(settlingIsDue()).isFalse();
    assertThat(world.export("Scheduled", "true").get("status")).isEqualTo("done");
    assertThat(invoices()).hasSize(2);
    assertNothingIsTwiceOrMarkedWithoutDraft();
  }

  @Test
  void aDeletionOfUnknownOutcomeIsSettledToo() throws IOException, SQLException {
    Map<String, Object> run = written(true);
    world.sandbox().faults().on("DELETE /2.0/kb_invoice/*").nth(1).then(Fault.dropBeforeCommit());
    world.undo(run);
    assertThat(settlingIsDue()).isFalse();
    // Somebody deletes it meanwhile, which comes to the same.
    deleteInBexio(draft(0));

    world.clockAdvancesBy(Duration.ofMinutes(16));

    assertThat(settlingIsDue()).isTrue();
    world.settle();
    assertThat(ledger("state")).containsExactly("WITHDRAWN", "WITHDRAWN");
    assertThat(billed()).isZero();
  }
}
