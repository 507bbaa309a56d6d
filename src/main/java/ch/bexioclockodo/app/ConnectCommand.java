package ch.bexioclockodo.app;

import ch.bexioclockodo.connection.NoAccess;
import ch.bexioclockodo.connection.Standing;
import ch.bexioclockodo.console.ConnectionListener;
import ch.bexioclockodo.console.ConsoleAddress;
import ch.bexioclockodo.console.Entrance;
import ch.bexioclockodo.plan.Json;
import ch.bexioclockodo.run.Connections;
import ch.bexioclockodo.run.FailureText;
import ch.bexioclockodo.run.Messages;
import ch.bexioclockodo.run.RunFailure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.BindException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;

/**
 * Sends a person to bexio to agree, and waits for them to come back: in a browser on this machine,
 * or by the address that a browser elsewhere ended at.
 */
@Command(
    name = "connect",
    description =
        "Connect with bexio: prints the address to open, and waits until you have agreed.")
final class ConnectCommand extends CommonOptions implements Callable<Integer> {

  private static final Duration PATIENCE = Duration.ofMinutes(15);
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  /** What ends the waiting: what came of the page, or a line that was pasted. */
  private final BlockingQueue<Object> news = new LinkedBlockingQueue<>();

  @Override
  public Integer call() throws InterruptedException, SQLException {
    SettingsFile file = open();
    Signals.whenTold(() -> news.add(""));
    try (Connector connector = Connector.start(file, false)) {
      Connections connections = connector.bean("bexioClockodoConnections", Connections.class);
      ConsoleAddress address = new ConsoleAddress(file.settings());
      try {
        URI agree = connections.ask(address.callback());
        Standing before = connections.standing();
        WebServer pages = pages(file, connector);
        try {
          say(agree);
          return await(connections, before);
        } finally {
          if (pages != null) {
            pages.close();
          }
        }
      } catch (NoAccess | RunFailure failed) {
        return refused(failed);
      }
    }
  }

  /** Hears from the console's page what came of it. */
  private final class Listener implements ConnectionListener {

    @Override
    public void connected(Connections.Connected made) {
      news.add(made);
    }

    @Override
    public void failed(Exception trouble) {
      news.add(trouble);
    }
  }

  /** The page that bexio sends back to; null when the port is taken, perhaps by serve itself. */
  private WebServer pages(SettingsFile file, Connector connector) {
    connector.context().getRegistry().bind(ConnectionListener.NAME, new Listener());
    connector.bean("bexioClockodoEntrance", Entrance.class).offerOnly("/connection");
    try {
      return WebServer.start(file.settings());
    } catch (BindException taken) {
      err(Messages.text("connect.port-taken", file.settings().httpPort()));
      return null;
    }
  }

  private void say(URI agree) {
    err(Messages.text("connect.open"));
    err(agree.toString());
    err(Messages.text("connect.paste"));
    Thread reader = new Thread(this::readLines, "bexio-clockodo-connect");
    reader.setDaemon(true);
    reader.start();
  }

  private void readLines() {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    boolean pasted = false;
    try {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isBlank()) {
          news.add(line.strip());
          pasted = true;
        }
      }
      if (pasted && !Terminal.isWatched()) {
        // A script has said all it had to say; without a word of it the browser may still come
        // back.
        news.add(new RunFailure("connection.input-ended", Messages.text("connect.input-ended")));
      }
    } catch (IOException closed) {
      // Nobody pastes anything any more; the browser may still come back.
    }
  }

  private int await(Connections connections, Standing before)
      throws InterruptedException, SQLException, NoAccess {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end && !Signals.told()) {
      Object heard = news.poll(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
      if (heard instanceof Connections.Connected made) {
        return done(made);
      }
      if (heard instanceof Exception failed) {
        return refused(failed);
      }
      if (heard instanceof String pasted && !pasted.isEmpty()) {
        Optional<Connections.Connected> made = complete(connections, pasted);
        if (made.isPresent()) {
          return done(made.get());
        }
      }
      Standing now = connections.standing();
      if (now.connected() && !now.equals(before)) {
        return elsewhere(connections, now);
      }
    }
    return refused(new RunFailure("connection.gave-up", Messages.text("connect.gave-up")));
  }

  /** Nothing when the line was no address that anybody was sent for: it may have been a slip. */
  private Optional<Connections.Connected> complete(Connections connections, String pasted)
      throws NoAccess, SQLException {
    try {
      return Optional.of(connections.complete(address(pasted)));
    } catch (RunFailure failed) {
      if (!failed.code().equals(Connections.FOREIGN_ANSWER)) {
        throw failed;
      }
      err(failed.getMessage());
      err(Messages.text("connect.paste"));
      return Optional.empty();
    }
  }

  private int elsewhere(Connections connections, Standing now) throws SQLException {
    String said = Messages.text("connect.elsewhere");
    if (json) {
      report(null, List.copyOf(now.scopes()), connections.missing(), said);
    } else {
      err(said);
    }
    return 0;
  }

  private static URI address(String pasted) {
    try {
      return URI.create(pasted);
    } catch (IllegalArgumentException none) {
      throw new RunFailure(Connections.FOREIGN_ANSWER, Messages.text("problem.foreign-answer"));
    }
  }

  private int done(Connections.Connected made) {
    if (json) {
      report(
          Map.of("id", made.companyId(), "name", made.company()),
          made.scopes(),
          made.missing(),
          made.note());
      return 0;
    }
    out(Messages.text("connect.done", made.company(), made.companyId()));
    out(Messages.text("connect.granted", String.join(", ", made.scopes())));
    if (!made.missing().isEmpty()) {
      out(Messages.text("connect.missing", String.join("; ", made.missing())));
    }
    Optional.ofNullable(made.note()).ifPresent(this::out);
    return 0;
  }

  private void report(
      Map<String, Object> company, List<String> scopes, List<String> missing, String note) {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("connected", true);
    report.put("company", company);
    report.put("scopes", scopes);
    report.put("missing", missing);
    report.put("note", note);
    out(Json.write(report));
  }

  private int refused(Exception failed) {
    FailureText.Failure failure = FailureText.of(failed);
    if (json) {
      out(
          Json.write(
              Map.of(
                  "connected",
                  false,
                  "problems",
                  List.of(Map.of("code", failure.code(), "text", failure.text())))));
    } else {
      err("error: " + failure.text());
    }
    return CommandLineApplication.FAILED;
  }

  private void out(String line) {
    spec.commandLine().getOut().println(line);
    spec.commandLine().getOut().flush();
  }

  private void err(String line) {
    spec.commandLine().getErr().println(line);
    spec.commandLine().getErr().flush();
  }
}
