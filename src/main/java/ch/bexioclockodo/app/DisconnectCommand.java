package ch.bexioclockodo.app;

import ch.bexioclockodo.connection.NoAccess;
import ch.bexioclockodo.plan.Json;
import ch.bexioclockodo.run.Connections;
import ch.bexioclockodo.run.FailureText;
import ch.bexioclockodo.run.Messages;
import ch.bexioclockodo.run.RunFailure;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Makes bexio forget this connector, and forgets its tokens; links and ledger stay. */
@Command(
    name = "disconnect",
    description = "Revoke what bexio has granted and forget it; links and ledger stay.")
final class DisconnectCommand extends CommonOptions implements Callable<Integer> {

  @Override
  public Integer call() throws SQLException {
    SettingsFile file = open();
    try (Connector connector = Connector.start(file, false)) {
      Connections connections = connector.bean("bexioClockodoConnections", Connections.class);
      Optional<String> trouble = connections.disconnect();
      String said = trouble.orElse(Messages.text("connect.disconnected"));
      spec.commandLine()
          .getOut()
          .println(json ? Json.write(Map.of("revoked", trouble.isEmpty(), "text", said)) : said);
      return 0;
    } catch (NoAccess | RunFailure failed) {
      spec.commandLine().getErr().println("error: " + FailureText.of(failed).text());
      return CommandLineApplication.FAILED;
    }
  }
}
