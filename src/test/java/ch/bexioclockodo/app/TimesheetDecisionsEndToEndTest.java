package ch.bexioclockodo.app;

import static ch.bexioclockodo.app.World.closes;
import static ch.bexioclockodo.app.World.count;
import static ch.bexioclockodo.app.World.reasonOf;
import static ch.bexioclockodo.app.World.rowOf;
import static ch.bexioclockodo.app.World.rows;
import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.sandbox.Fault;
import ch.bexioclockodo.sandbox.SandboxData;
import ch.bexioclockodo.sandbox.Table;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a person decides about a timesheet is kept, shown, carried out by the next export, and over.
 */
class TimesheetDecisionsEndToEndTest {

  private static final long ENTRY = 80013;
  private static final String TEXT = "Messreihe ausgewertet";

  @TempDir Path folder;
  private World world;
  private int timesheet;

  @BeforeEach
  void start() throws IOException {
    world = new World(folder, SandboxData.company());
    world.importAll();
  }

  @AfterEach
  void end() {
    world.close();
  }

  private void exported() {
    world.export();
    timesheet = Integer.parseInt(world.ledger(ENTRY, "timesheet_id"));
    world.sandbox().journal().clear();
  }

  private ObjectNode there() {
    return world.sandbox().bexio().table("timesheet").get(timesheet);
  }

  private void byHand(String field, Object value) {
    world
        .sandbox()
        .bexio()
        .table("timesheet")
        .update(timesheet, new ObjectMapper().valueToTree(Map.of(field, value)));
  }

  private void decide(Object bexio, String... choice) {
    String[] line = new String[4 + choice.length];
    line[0] = "link";
    line[1] = "timesheet";
    line[2] = String.valueOf(bexio);
    line[3] = String.valueOf(ENTRY);
    System.arraycopy(choice, 0, line, 4, choice.length);
    Ended ended = world.command(line);
    assertThat(ended.status()).as(ended.toString()).isZero();
    assertThat(ended.out()).contains("the next export does it");
  }

  private long ofEntry() {
    return rows(world.export("Preview", "true")).stream()
        .filter(row -> ((Number) ((Map<?, ?>) row.get("source")).get("id")).longValue() == ENTRY)
        .count();
  }

  private long inBexio() {
    return world.timesheets().stream()
        .filter(row -> TEXT.equals(row.path("text").asText()))
        .count();
  }

  @Test
  void whatWasEditedByHandHoldsFromNowOnWhenThatIsDecided() {
    exported();
    byHand("text", "von Hand");
    assertThat(reasonOf(world.export(), ENTRY)).isEqualTo("timesheet.edited-by-hand");
    Ended open = world.command("links", "--kind", "timesheet", "--open");
    assertThat(open.out()).contains(String.valueOf(ENTRY)).contains("edited by hand");

    decide("-", "--take-bexio");
    Map<String, Object> preview = world.export("Preview", "true");
    Map<String, Object> run = world.export();

    assertThat(reasonOf(preview, ENTRY)).isEqualTo("decided.take-bexio");
    assertThat(rowOf(run, ENTRY).get("state")).isEqualTo("DONE");
    assertThat(world.sandbox().journal().writes()).isEmpty();
    assertThat(ofEntry()).as("nothing is left to be said").isZero();
    assertThat(closes(run)).isTrue();

    world.edit(ENTRY, "billable", 0);
    world.export();
    assertThat(there().path("allowable_bill").asBoolean()).isFalse();
    assertThat(there().path("text").asText()).as("only what changed").isEqualTo("von Hand");
  }

  @Test
  void theEntryIsWrittenOverAnEditByHandWhenThatIsDecided() {
    exported();
    ObjectNode before = there().deepCopy();
    byHand("text", "von Hand");
    byHand("charge", "12.50");
    byHand("status_id", 2);

    decide("-", "--keep-clockodo");
    assertThat(reasonOf(world.export("Preview", "true"), ENTRY)).isEqualTo("decided.keep-clockodo");
    world.export();

    assertThat(there())
        .as("what no entry knows, and the status, stay as the person wanted them")
        .isEqualTo(before.put("charge", "12.50").put("status_id", 2));
    assertThat(ofEntry()).isZero();
    byHand("text", "nochmals von Hand");
    assertThat(reasonOf(world.export(), ENTRY))
        .as("a decision answers one question only")
        .isEqualTo("timesheet.edited-by-hand");
  }

  @Test
  void anInvoicedTimesheetIsNotEvenPlannedToBeWrittenOverWhateverIsDecided() {
    exported();
    byHand("text", "von Hand");
    byHand("status_id", 4);

    decide("-", "--keep-clockodo");
    assertThat(rowOf(world.export("Preview", "true"), ENTRY).get("action")).isEqualTo("DECIDE");
    world.export();

    assertThat(there().path("text").asText()).isEqualTo("von Hand");
  }

  @Test
  void aTimesheetDeletedByHandIsSentAgainOnlyWhenThatIsDecided() {
    exported();
    world.sandbox().bexio().table("timesheet").remove(timesheet);

    decide("-", "--create");
    Map<String, Object> run = world.export();

    assertThat(reasonOf(run, ENTRY)).isEqualTo("decided.send");
    assertThat(inBexio()).isEqualTo(1);
    assertThat(ofEntry()).isZero();
    timesheet = Integer.parseInt(world.ledger(ENTRY, "timesheet_id"));
    world.sandbox().bexio().table("timesheet").remove(timesheet);
    assertThat(reasonOf(world.export(), ENTRY)).isEqualTo("timesheet.deleted-by-hand");
  }

  @Test
  void whatIsOpenStaysListedAfterARunThatSettlesOrIsFiltered() {
    exported();
    byHand("text", "von Hand");
    world.export();
    String open = world.command("links", "--kind", "timesheet", "--open").out();
    assertThat(open).contains(String.valueOf(ENTRY));

    world.settle();
    assertThat(world.command("links", "--kind", "timesheet", "--open").out()).isEqualTo(open);
    world.export("Customer", "40199");
    assertThat(world.command("links", "--kind", "timesheet", "--open").out()).isEqualTo(open);
  }

  @ParameterizedTest
  @CsvSource({"5,,entry.deleted-timesheet-locked", "1,von Hand,entry.deleted-timesheet-edited"})
  void aTimesheetWhoseEntryWasDeletedStaysWhenThatIsDecided(
      int status, String text, String reason) {
    exported();
    int before = there().path("status_id").asInt();
    byHand("status_id", status);
    if (text != null) {
      byHand("text", text);
    }
    world.sandbox().clockodo().table("entries").remove((int) ENTRY);
    assertThat(reasonOf(world.export(), ENTRY)).isEqualTo(reason);
    assertThat(world.command("links", "--kind", "timesheet", "--open").out())
        .contains(String.valueOf(ENTRY));

    decide("-", "--ignore");
    Map<String, Object> run = world.export();
    assertThat(ofEntry()).isZero();
    assertThat(closes(run)).isTrue();
    assertThat(world.command("links", "--kind", "timesheet", "--open").out())
        .doesNotContain(String.valueOf(ENTRY));
    byHand("status_id", before);
    byHand("text", TEXT);
    world.export();
    assertThat(there()).as("also once it could be deleted").isNotNull();
    assertThat(world.sandbox().journal().writes()).isEmpty();
    assertThat(world.command("unlink", "timesheet", "-", String.valueOf(ENTRY)).status()).isZero();
    world.export();
    assertThat(there()).isNull();
  }

  @Test
  void aTimesheetDeletedByHandStaysAwayWhenThatIsDecided() {
    exported();
    world.sandbox().bexio().table("timesheet").remove(timesheet);

    decide("-", "--ignore");
    Map<String, Object> run = world.export();
    world.edit(ENTRY, "text", "neu beschrieben");

    assertThat(ofEntry()).isZero();
    assertThat(closes(run)).isTrue();
    assertThat(((Map<?, ?>) run.get("balance")).get("notes").toString())
        .contains("1 entries (1:44:35 h) are left alone by decision and are in no timesheet");
    assertThat(world.sandbox().journal().writes()).isEmpty();
    assertThat(world.command("links", "--kind", "timesheet").out()).contains("decided: ignore");
    assertThat(world.command("unlink", "timesheet", "-", String.valueOf(ENTRY)).status()).isZero();
    assertThat(reasonOf(world.export(), ENTRY)).isEqualTo("entry.changed-timesheet-gone");
  }

  @Test
  void anEntryThatWasNeverSentIsLeftOutWhenThatIsDecided() {
    decide("-", "--ignore");
    Map<String, Object> run = world.export();
    assertThat(rowOf(run, ENTRY).get("action")).isEqualTo("EXCLUDE");
    assertThat(reasonOf(run, ENTRY)).isEqualTo("decided.ignore");
    assertThat(inBexio()).isZero();
    assertThat(closes(run)).isTrue();
  }

  /** Somebody else has brought the entry to bexio, with a text of its own. */
  private long writtenElsewhere(Path folderOfAnother) throws IOException {
    try (World another = new World(folderOfAnother, SandboxData.company())) {
      another.importAll();
      another.export();
      ObjectNode row = (ObjectNode) new ObjectMapper().readTree(another.sent(ENTRY));
      return world
          .sandbox()
          .bexio()
          .table("timesheet")
          .insert(row.put("text", "vom Add-on"))
          .path("id")
          .asLong();
    }
  }

  @Test
  void whatIsProbablyThereIsAdoptedWhenThatIsDecided(@TempDir Path other) throws IOException {
    long written = writtenElsewhere(other);
    assertThat(reasonOf(world.export("Preview", "true"), ENTRY))
        .isEqualTo("timesheet.probably-there");

    decide(written);
    Map<String, Object> run = world.export();

    assertThat(rowOf(run, ENTRY).get("action")).isEqualTo("LINK");
    assertThat(rowOf(run, ENTRY).get("state")).isEqualTo("DONE");
    assertThat(world.ledger(ENTRY, "timesheet_id")).isEqualTo(String.valueOf(written));
    assertThat(inBexio()).isZero();
    assertThat(ofEntry()).isZero();
    world.edit(ENTRY, "text", "neu beschrieben");
    world.export();
    timesheet = (int) written;
    assertThat(there().path("text").asText()).isEqualTo("neu beschrieben");
  }

  @Test
  void whatIsProbablyThereIsSentAllTheSameWhenThatIsDecided(@TempDir Path other)
      throws IOException {
    writtenElsewhere(other);

    decide("-", "--create");
    world.export();

    assertThat(inBexio()).isEqualTo(1);
    assertThat(ofEntry()).isZero();
  }

  @Test
  void aTimesheetThatIsNotThereOrAnotherEntrysIsNotAdopted() {
    exported();
    decide(timesheet);
    assertThat(ofEntry()).as("it is its already").isZero();
    Ended other = world.command("link", "timesheet", String.valueOf(timesheet), "80014");
    assertThat(other.status()).isEqualTo(2);
    assertThat(other.err()).contains("decided already");
    assertThat(world.command("link", "timesheet", "1", String.valueOf(ENTRY), "--create").err())
        .contains("exactly one");
    assertThat(world.command("link", "timesheet", "7", "--create").err())
        .contains("link timesheet - ENTRY-ID");
  }

  /** The entry is deleted and recorded anew after its timesheet was deleted by hand. */
  private long recordedAnewWithoutATimesheet() {
    exported();
    Table entries = world.sandbox().clockodo().table("entries");
    ObjectNode anew = entries.get((int) ENTRY).deepCopy().put("text", "neu erfasst");
    anew.remove("id");
    world.sandbox().bexio().table("timesheet").remove(timesheet);
    entries.remove((int) ENTRY);
    long fresh = entries.insert(anew).path("id").asLong();
    Map<String, Object> run = world.export();
    assertThat(rowOf(run, fresh).get("action")).isEqualTo("DECIDE");
    assertThat(reasonOf(run, fresh)).isEqualTo("entry.former-timesheet-gone");
    assertThat(run.get("status")).isEqualTo("attention");
    assertThat(closes(run)).isTrue();
    return fresh;
  }

  private void decideOn(long entry, String choice) {
    Ended ended = world.command("link", "timesheet", "-", String.valueOf(entry), choice);
    assertThat(ended.status()).as(ended.toString()).isZero();
  }

  @Test
  void whatTookThePlaceOfAnEntryWhoseTimesheetIsGoneIsSentWhenThatIsDecided() {
    long fresh = recordedAnewWithoutATimesheet();
    long before = world.timesheets().size();

    decideOn(fresh, "--create");
    Map<String, Object> run = world.export();

    assertThat(rowOf(run, fresh).get("state")).isEqualTo("DONE");
    assertThat(world.timesheets()).hasSize((int) before + 1);
    world.sandbox().journal().clear();
    assertThat(count(world.export(), "create")).isZero();
    assertThat(world.sandbox().journal().writes()).isEmpty();
  }

  @Test
  void whatTookThePlaceOfAnEntryWhoseTimesheetIsGoneIsLeftOutWhenThatIsDecided() {
    long fresh = recordedAnewWithoutATimesheet();
    long before = world.timesheets().size();

    decideOn(fresh, "--ignore");
    Map<String, Object> run = world.export();

    assertThat(reasonOf(run, fresh)).isEqualTo("decided.ignore");
    assertThat(world.timesheets()).hasSize((int) before);
    assertThat(ofEntry()).as("nothing is left to be said of the former one").isZero();
  }

  private void near() {
    world
        .sandbox()
        .faults()
        .on("POST /2.0/timesheet")
        .row(TEXT)
        .attempt(1)
        .then(Fault.dropBeforeCommit());
    world.export();
    timesheet = world.writeByHand(ENTRY, "von Hand erfasst").path("id").asInt();
    world.clockAdvancesBy(Duration.ofMinutes(16));
    assertThat(reasonOf(world.export(), ENTRY)).isEqualTo("outcome.near");
  }

  @Test
  void whatIsNearIsItWhenThatIsDecided() {
    near();
    decide(timesheet);
    Map<String, Object> run = world.export();
    assertThat(rowOf(run, ENTRY).get("state")).isEqualTo("DONE");
    assertThat(world.ledger(ENTRY, "timesheet_id")).isEqualTo(String.valueOf(timesheet));
    assertThat(inBexio()).isZero();
    assertThat(count(world.export(), "needsDecision")).isEqualTo(count(run, "needsDecision"));
  }

  @Test
  void whatIsOnlyNearIsSentAgainWhenThatIsDecided() {
    near();
    decide("-", "--create");
    Map<String, Object> run = world.export();
    assertThat(rowOf(run, ENTRY).get("state")).isEqualTo("DONE");
    assertThat(inBexio()).isEqualTo(1);
    assertThat(ofEntry()).isZero();
  }

  @Test
  void whatWasRefusedIsSentAgainOnceWhenThatIsDecided() {
    world.sandbox().faults().on("POST /2.0/timesheet").row(TEXT).then(Fault.status(422, "no"));
    world.export();
    decide("-", "--create");
    Map<String, Object> again = world.export();
    Map<String, Object> later = world.export();
    assertThat(reasonOf(again, ENTRY)).isEqualTo("refused");
    assertThat(reasonOf(later, ENTRY)).isEqualTo("refused.earlier");
  }
}
