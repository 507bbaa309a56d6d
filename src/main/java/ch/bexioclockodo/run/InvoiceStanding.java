package ch.bexioclockodo.run;

import ch.bexioclockodo.bexio.BexioAnswer;
import ch.bexioclockodo.bexio.Invoice;
import ch.bexioclockodo.ledger.InvoiceDraftStore;
import ch.bexioclockodo.ledger.InvoiceDrafts;
import ch.bexioclockodo.ledger.InvoiceMarkStore;
import ch.bexioclockodo.ledger.InvoiceRow;
import ch.bexioclockodo.ledger.InvoiceState;
import ch.bexioclockodo.ledger.InvoicedEntryStore;
import ch.bexioclockodo.plan.InvoiceHoldings;
import ch.bexioclockodo.plan.Json;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Variable;

/** Looks at how the drafts stand in bexio that the ledger has written there. */
public final class InvoiceStanding extends ConnectorBean {

  /** The exchange variable that holds the look. */
  public static final String LOOK = "bexioClockodoInvoices";

  /** The exchange variable that holds the draft that is asked for. */
  public static final String ASK = "bexioClockodoInvoice";

  private static final int NOT_FOUND = 404;

  /**
   * Of the drafts that hold entries of the window or were decided about, or that the run to be
   * taken back has written.
   */
  public InvoiceLook open(@Variable(Runs.VARIABLE) ActiveRun run) throws SQLException {
    InvoiceLook look = new InvoiceLook(inTransaction(database -> holdings(database, run)));
    run.window().invoiceHoldings(look.holdings());
    return look;
  }

  private static InvoiceHoldings holdings(Connection database, ActiveRun run) throws SQLException {
    String connection = run.request().connection();
    if (run.request().takesBack()) {
      long undone = run.selection().undoneRun();
      return new InvoiceHoldings(
          written(InvoiceDrafts.ofRun(database, connection, undone)), List.of());
    }
    return new InvoiceHoldings(
        InvoicedEntryStore.draftsOf(
            database,
            connection,
            run.identity().bexioCompany(),
            run.period().from(),
            run.period().to()),
        InvoicedEntryStore.goneAndDecided(database, connection));
  }

  private static List<InvoiceRow> written(List<InvoiceRow> drafts) {
    return drafts.stream().filter(draft -> draft.state() == InvoiceState.WRITTEN).toList();
  }

  /** Of the drafts of earlier runs whose entries are about to be marked as billed. */
  public InvoiceLook openMarks(@Variable(Runs.VARIABLE) ActiveRun run) throws SQLException {
    boolean marking = run.getMarks().marksDrafts();
    return new InvoiceLook(
        new InvoiceHoldings(
            marking
                ? inTransaction(
                    database ->
                        InvoiceMarkStore.openDrafts(
                            database, run.request().connection(), run.runId()))
                : List.of(),
            List.of()));
  }

  /** What somebody has deleted meanwhile is not marked. */
  public void recordGone(@Variable(Runs.VARIABLE) ActiveRun run, @Variable(LOOK) InvoiceLook look)
      throws SQLException {
    for (InvoiceRow draft : look.holdings().gone()) {
      run.lock().hold();
      inTransaction(
          database -> {
            run.lock().fence(database);
            return InvoiceDraftStore.readBack(
                database,
                run.identity().bexioCompany(),
                draft,
                InvoiceState.GONE,
                null,
                null,
                null,
                clock().instant());
          });
    }
  }

  public void takePage(
      @Variable(Runs.VARIABLE) ActiveRun run,
      @Variable(LOOK) InvoiceLook look,
      @Body List<Invoice> page) {
    run.holdLease();
    look.take(page);
  }

  /** The criteria of the search for documents of ours that the ledger may not know. */
  public String criteriaOfOurs(@Variable(Runs.VARIABLE) ActiveRun run) {
    return InvoiceHoldings.criteriaOfOurs(run.period().from());
  }

  /** Whatever the connector has written and the ledger does not know was written by another one. */
  public void takeOurs(
      @Variable(Runs.VARIABLE) ActiveRun run,
      @Variable(LOOK) InvoiceLook look,
      @Body List<Invoice> found)
      throws SQLException {
    List<Invoice> ours = InvoiceHoldings.ours(found);
    Map<String, InvoiceRow> known =
        inTransaction(
            database ->
                InvoiceDrafts.known(
                    database,
                    run.identity().bexioCompany(),
                    ours.stream().map(Invoice::reference).toList()));
    look.holdings()
        .strangers(
            ours.stream().filter(one -> isStranger(one, known.get(one.reference()))).toList());
  }

  /** A document is one when the ledger does not know that it is, or may be, in bexio. */
  private static boolean isStranger(Invoice invoice, InvoiceRow row) {
    return row == null
        || switch (row.state()) {
          case SENDING, UNKNOWN, UNCLEAR, WRITTEN -> false;
          case FAILED, RELEASED, GONE, WITHDRAWN -> true;
        };
  }

  /** The drafts that the list has not shown: each is asked for. */
  public List<InvoiceAsk> missing(@Variable(LOOK) InvoiceLook look) {
    return InvoiceAsk.of(look.holdings().missing());
  }

  /** Only bexio's own 404 says that there is none. */
  public void answered(
      @Variable(Runs.VARIABLE) ActiveRun run,
      @Variable(LOOK) InvoiceLook look,
      @Variable(ASK) InvoiceAsk ask,
      Exchange exchange) {
    run.holdLease();
    look.holdings().answered(ask.draft().invoiceId(), single(exchange, ask));
  }

  /** The invoice of an answer to a question by id, or null when bexio has none. */
  static Invoice single(Exchange exchange, InvoiceAsk ask) {
    int status = exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
    String body = exchange.getMessage().getBody(String.class);
    if (status != NOT_FOUND) {
      return Json.read(body, Invoice.class);
    }
    if (BexioAnswer.isBexioError(body)) {
      return null;
    }
    throw new RunFailure(
        "bexio.not-found", Messages.text("problem.foreign-404", "bexio", ask.getPath()));
  }
}
