package ch.bexioclockodo.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.run.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The ledger lets only the owner of an intent say what became of it, and forgets no attempt. */
class LedgerStoreTest {

  private static final long COMPANY = 7;
  private static final long ENTRY = 80013;
  private static final Instant NOW = Instant.parse("2026-10-01T08:00:00Z");

  private Connection database;

  @BeforeEach
  void open() throws SQLException {
    database = TestDatabase.create().getConnection();
  }

  @AfterEach
  void close() throws SQLException {
    database.close();
  }

  @Test
  void anEntryIsTakenOnce() throws SQLException {
    assertThat(LedgerStore.intend(database, intent(1, 900))).isTrue();
    assertThat(LedgerStore.intend(database, intent(1, 900))).isFalse();
    assertThat(LedgerBatch.insert(database, List.of(intent(1, 900)))).containsExactly(false);
  }

  @Test
  void onlyItsOwnerRecordsAnOutcome() throws SQLException {
    LedgerStore.intend(database, intent(2, 900));

    assertThat(settle(1, LedgerState.EXPORTED, 904L)).isFalse();
    assertThat(
            LedgerBatch.exported(
                database, COMPANY, 1, List.of(new LedgerBatch.Arrived(ENTRY, 904, null)), NOW))
        .containsExactly(false);
    assertThat(row().state()).isEqualTo(LedgerState.SENDING);
    assertThat(settle(2, LedgerState.EXPORTED, 904L)).isTrue();
  }

  @Test
  void whatAnEarlierOwnerLeftIsInDoubtAndItsSettleTimeBeginsAnew() throws SQLException {
    LedgerStore.intend(database, intent(1, 900));

    assertThat(LedgerStore.orphansUnknown(database, "default", 1, "left", NOW)).isZero();
    Instant takenOver = NOW.plusSeconds(600);
    assertThat(LedgerStore.orphansUnknown(database, "default", 2, "left", takenOver)).isEqualTo(1);

    assertThat(doubt().sentAt()).isEqualTo(takenOver);
  }

  @Test
  void theSettleTimeBeginsWhenTheOutcomeWasUnknown() throws SQLException {
    LedgerStore.intend(database, intent(1, 900));
    Instant timedOut = NOW.plusSeconds(30);
    LedgerStore.settle(
        database, COMPANY, ENTRY, 1, LedgerState.UNKNOWN, null, null, null, timedOut);

    assertThat(doubt().sentAt()).isEqualTo(timedOut);
  }

  @Test
  void anotherAttemptKeepsTheWatermarkOfTheFirst() throws SQLException {
    LedgerStore.intend(database, intent(1, 900));
    settle(1, LedgerState.UNKNOWN, null);
    DoubtStore.settle(database, COMPANY, ENTRY, LedgerState.RELEASED, null, NOW);
    LedgerStore.intend(database, intent(2, 950));
    settle(2, LedgerState.UNKNOWN, null);

    assertThat(doubt().watermark()).isEqualTo(900);
  }

  @Test
  void whatWasTriedBeforeIsNotForgottenWhenTheNextAttemptNeverLeaves() throws SQLException {
    LedgerStore.intend(database, intent(1, 900));
    settle(1, LedgerState.UNKNOWN, null);
    DoubtStore.settle(database, COMPANY, ENTRY, LedgerState.RELEASED, null, NOW);
    LedgerStore.intend(database, intent(2, 950));

    assertThat(LedgerStore.withdraw(database, COMPANY, ENTRY, 2)).isTrue();

    assertThat(row().state()).isEqualTo(LedgerState.RELEASED);
  }

  /** The first body may come true late, whatever has become of its entry since. */
  @Test
  void whatWasSentInDoubtIsLookedForUntilTheDoubtEnds() throws SQLException {
    LedgerStore.intend(database, intent(1, 900));
    settle(1, LedgerState.UNKNOWN, null);
    DoubtStore.settle(database, COMPANY, ENTRY, LedgerState.RELEASED, null, NOW);
    LedgerStore.intend(database, intent(2, 950));
    settle(2, LedgerState.FAILED, null);
    LedgerStore.intend(database, intent(3, 960, "{\"user_id\":105}"));
    settle(3, LedgerState.EXPORTED, 970L);
    Adoption.accept(database, intent(4, 980, "{\"user_id\":106}"), 970, "{}");

    assertThat(DoubtStore.everUnknown(database, "default"))
        .extracting(doubt -> doubt.sent().userId())
        .containsExactlyInAnyOrder(104L, 105L, 106L);
    DoubtStore.noMoreDoubt(database, COMPANY, ENTRY);
    assertThat(DoubtStore.everUnknown(database, "default")).isEmpty();
  }

  @Test
  void aTimesheetThatBelongsToAnEntryIsClaimed() throws SQLException {
    LedgerStore.intend(database, intent(1, 900));
    settle(1, LedgerState.EXPORTED, 904L);

    assertThat(DoubtStore.claimed(database, COMPANY, List.of(903L, 904L))).containsExactly(904L);
  }

  @Test
  void aTimesheetThatIsAnotherEntrysIsNotAdopted() throws SQLException {
    LedgerStore.intend(database, intent(1, 900));
    settle(1, LedgerState.EXPORTED, 904L);

    assertThat(Adoption.adopt(database, intentOf(ENTRY + 1), 904, "{}")).isFalse();
    assertThat(LedgerStore.find(database, COMPANY, List.of(ENTRY + 1))).isEmpty();
  }

  @Test
  void entriesAreFoundWhetherTheyLieTogetherOrFarApart() throws SQLException {
    for (int i = 0; i < 20; i++) {
      LedgerStore.intend(database, intentOf(ENTRY + i));
    }
    assertThat(known(ENTRY + 3, ENTRY + 4, ENTRY + 5))
        .containsExactly(ENTRY + 3, ENTRY + 4, ENTRY + 5);
    assertThat(known(ENTRY + 3, ENTRY + 5, ENTRY + 30)).containsExactly(ENTRY + 3, ENTRY + 5);
    assertThat(known(ENTRY + 30, ENTRY + 19, ENTRY)).containsExactly(ENTRY, ENTRY + 19);
    assertThat(known()).isEmpty();
    assertThat(LedgerStore.find(database, COMPANY + 1, List.of(ENTRY))).isEmpty();
  }

  private Set<Long> known(Long... entries) throws SQLException {
    return new TreeSet<>(LedgerStore.find(database, COMPANY, List.of(entries)).keySet());
  }

  private Doubt doubt() throws SQLException {
    return DoubtStore.unknown(database, "default").get(0);
  }

  private LedgerRow row() throws SQLException {
    return LedgerStore.find(database, COMPANY, List.of(ENTRY)).get(ENTRY);
  }

  private boolean settle(long epoch, LedgerState state, Long timesheet) throws SQLException {
    return LedgerStore.settle(database, COMPANY, ENTRY, epoch, state, timesheet, null, null, NOW);
  }

  private static Intent intent(long epoch, long watermark) {
    return intent(epoch, watermark, "{\"user_id\":104}");
  }

  private static Intent intentOf(long entry) {
    return intent(entry, 1, 900, "{\"user_id\":104}");
  }

  private static Intent intent(long epoch, long watermark, String sent) {
    return intent(ENTRY, epoch, watermark, sent);
  }

  private static Intent intent(long entry, long epoch, long watermark, String sent) {
    return new Intent(
        COMPANY,
        entry,
        "default",
        1,
        1,
        1,
        epoch,
        watermark,
        "fingerprint",
        sent,
        "{}",
        LocalDate.parse("2026-09-07"),
        NOW);
  }
}
