package ch.bexioclockodo.app;

import ch.bexioclockodo.sandbox.Fault;
import ch.bexioclockodo.sandbox.Sandbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/** Draws what goes wrong on the wire in one night. */
final class NightlyFaults {

  /** How long a commit may come after its connection is gone; waited for before time passes. */
  static final Duration LATE = Duration.ofMillis(25);

  private static final int REFUSED = 422;

  /** After these nobody knows whether the row has arrived. */
  private static final List<Function<Random, Fault>> DOUBTFUL =
      List.of(
          random -> Fault.dropBeforeCommit(),
          random -> Fault.dropAfterCommit(),
          random -> Fault.lateCommit(LATE),
          random -> Fault.lateCommit(LATE, 504),
          random -> Fault.statusBeforeCommit(500 + random.nextInt(4)),
          random -> Fault.statusAfterCommit(500 + random.nextInt(4)),
          random -> Fault.statusAfterCommit(502, Fault.Body.HTML),
          random -> Fault.emptyBody(),
          random -> Fault.cutBody(),
          random -> Fault.htmlBody(),
          random -> Fault.idlessBody(),
          random -> Fault.resetAtByte(random.nextInt(600)));

  private static final List<Function<Random, Fault>> TURNED_AWAY =
      List.of(
          random -> Fault.unauthorizedOnce(),
          random -> Fault.forbiddenHtml(),
          random -> Fault.status(REFUSED, "not tonight"));

  private static final List<Function<Random, Fault>> READS =
      List.of(
          random -> Fault.statusBeforeCommit(503),
          random -> Fault.htmlStatus(502),
          random -> Fault.dropBeforeCommit(),
          random -> Fault.resetAtByte(random.nextInt(400)),
          random -> Fault.tooManyRequests(1),
          random -> Fault.cutBody());

  /** Pages that shift, lie or are shorter than asked; they cost no waiting. */
  private static final List<Function<Random, Fault>> PAGES =
      List.of(
          random -> Fault.shortPage(random.nextInt(5)),
          random -> Fault.pageCap(1 + random.nextInt(9)),
          random -> Fault.insertRowBefore(),
          random -> Fault.removeRow(random.nextInt(5)),
          random -> Fault.withholdRow(random.nextInt(5)));

  private static final List<String> READ_CALLS =
      List.of(
          "GET /v2/entries*", "GET /v2/entrygroups", "GET /2.0/*", "GET /v3/*", "POST /*/search");

  private final Sandbox sandbox;
  private final Random random;

  NightlyFaults(Sandbox sandbox, Random random) {
    this.sandbox = sandbox;
    this.random = random;
  }

  /**
   * Sets the faults of a night.
   *
   * @param touched parts of texts of rows that were edited today, so that they will be written
   * @param all the same of all rows
   * @return what was set, for whoever reads the history
   */
  List<String> draw(List<String> touched, List<String> all) {
    List<String> drawn = new ArrayList<>();
    int onWrites = random.nextInt(4);
    for (int i = 0; i < onWrites; i++) {
      boolean doubtful = random.nextInt(5) > 0;
      Fault fault = one(doubtful ? DOUBTFUL : TURNED_AWAY).apply(random);
      String token = one(touched.isEmpty() || random.nextInt(3) == 0 ? all : touched);
      int attempt = 1 + random.nextInt(5) / 4;
      drawn.add(name(fault) + " on " + attempt + ". write of " + token);
      sandbox.faults().on("POST /2.0/timesheet*").row(token).attempt(attempt).then(fault);
    }
    if (random.nextInt(6) == 0) {
      Fault fault = one(DOUBTFUL).apply(random);
      drawn.add(name(fault) + " on a deletion");
      sandbox.faults().on("DELETE /2.0/timesheet/{id}").attempt(1).then(fault);
    }
    if (random.nextInt(30) == 0) {
      String call = one(READ_CALLS);
      Fault fault = one(READS).apply(random);
      drawn.add(name(fault) + " on " + call);
      sandbox.faults().on(call).nth(1 + random.nextInt(2)).then(fault);
    }
    if (random.nextInt(10) == 0) {
      Fault fault = one(PAGES).apply(random);
      drawn.add(name(fault) + " on a page");
      boolean capped = fault.kind() == Fault.Kind.PAGE_CAP;
      sandbox.faults().on("GET /v2/entries").nth(capped ? 0 : 1).then(fault);
    }
    return drawn;
  }

  private static String name(Fault fault) {
    return fault.kind() + (fault.number() == null ? "" : " " + fault.number());
  }

  private <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }
}
