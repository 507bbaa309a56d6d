package ch.bexioclockodo.console;

import ch.bexioclockodo.check.Checks;
import ch.bexioclockodo.check.Finding;
import ch.bexioclockodo.connection.NoAccess;
import ch.bexioclockodo.connection.Standing;
import ch.bexioclockodo.run.Connections;
import ch.bexioclockodo.run.ConnectorBean;
import ch.bexioclockodo.run.Messages;
import ch.bexioclockodo.run.RunFailure;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Variable;
import org.apache.camel.support.SynchronizationAdapter;

/** Where a person connects bexio, sees what was granted, and disconnects. */
public final class ConnectionPage extends ConnectorBean {

  /** How long both systems may take for all answers; a person waits. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /**
   * How the connection stands, in words.
   *
   * @param connects whether there is a button to connect
   * @param disconnects whether there is a button to disconnect
   */
  record View(
      List<String> lines,
      List<String> scopes,
      boolean connects,
      boolean disconnects,
      String note,
      List<SettingTable.Line> settings) {}

  /** What the checks found. */
  record Checked(List<Finding> findings) {}

  /** Where a person goes to agree. */
  record Leave(String address) {}

  /** How the connection stands. */
  public void show(@Variable(Entrance.VISIT) Visit visit) throws SQLException {
    visit.show("connection", view(null));
  }

  /** A person is sent to bexio; a page does it, since a redirect would end at our own policy. */
  public void connect(@Variable(Entrance.VISIT) Visit visit) throws NoAccess {
    URI there = connections().ask(new ConsoleAddress(settings()).callback());
    visit.show("leave", new Leave(there.toString()));
  }

  /** A person comes back from bexio. */
  public void connected(Exchange exchange, @Variable(Entrance.VISIT) Visit visit)
      throws NoAccess, SQLException {
    String query = exchange.getVariable(Entrance.QUERY, "", String.class);
    URI answer = URI.create(new ConsoleAddress(settings()).callback() + "?" + query);
    Connections.Connected made;
    try {
      made = connections().complete(answer);
    } catch (NoAccess | SQLException | RuntimeException trouble) {
      if (!isForeign(trouble)) {
        tell(exchange, listener -> listener.failed(trouble));
      }
      throw trouble;
    }
    tell(exchange, listener -> listener.connected(made));
    List<String> lines = new ArrayList<>();
    lines.add(Messages.text("connect.done", made.company(), made.companyId()));
    if (!made.missing().isEmpty()) {
      lines.add(Messages.text("connect.missing", String.join("; ", made.missing())));
    }
    visit.show("connection", new View(lines, made.scopes(), false, false, made.note(), List.of()));
  }

  /** Everything that bexio has given is revoked and forgotten. */
  public void disconnect(@Variable(Entrance.VISIT) Visit visit) throws NoAccess, SQLException {
    String said = connections().disconnect().orElse(Messages.text("connect.disconnected"));
    visit.show("connection", view(said));
  }

  private View view(String note) throws SQLException {
    Connections connections = connections();
    if (!connections.usesConsent()) {
      return new View(
          List.of(Messages.text("problem.token-set")),
          List.of(),
          false,
          false,
          note,
          settingLines());
    }
    Standing standing = connections.standing();
    List<String> lines = new ArrayList<>();
    List<String> missing = connections.missing();
    if (!missing.isEmpty()) {
      lines.add(Messages.text("problem.scopes-missing", String.join("; ", missing)));
    }
    lines.add(
        switch (standing.state()) {
          case NOT_CONNECTED -> Messages.text("page.not-connected");
          case RECONNECT_NEEDED -> Messages.text("notice.reconnect-needed", standing.why());
          case CONNECTED -> Messages.text("page.connected", connections.company().orElse("bexio"));
        });
    List<String> scopes = standing.connected() ? List.copyOf(standing.scopes()) : List.of();
    boolean known = standing.state() != Standing.State.NOT_CONNECTED;
    return new View(lines, scopes, true, known, note, settingLines());
  }

  private List<SettingTable.Line> settingLines() {
    return SettingTable.of(getCamelContext());
  }

  /** Asks both systems for everything that a run needs, as the command check does. */
  public void check(@Variable(Entrance.VISIT) Visit visit) {
    Checks.run(
        getCamelContext(), PATIENCE, findings -> visit.show("checked", new Checked(findings)));
  }

  /** Once the answer is on its way: who listens may end this process. */
  private void tell(Exchange exchange, Consumer<ConnectionListener> what) {
    Optional.ofNullable(
            getCamelContext()
                .getRegistry()
                .lookupByNameAndType(ConnectionListener.NAME, ConnectionListener.class))
        .ifPresent(
            listener ->
                exchange
                    .getExchangeExtension()
                    .addOnCompletion(
                        new SynchronizationAdapter() {
                          @Override
                          public void onDone(Exchange done) {
                            what.accept(listener);
                          }
                        }));
  }

  private static boolean isForeign(Exception trouble) {
    return trouble instanceof RunFailure failure
        && failure.code().equals(Connections.FOREIGN_ANSWER);
  }

  private Connections connections() {
    return getCamelContext()
        .getRegistry()
        .lookupByNameAndType("bexioClockodoConnections", Connections.class);
  }
}
