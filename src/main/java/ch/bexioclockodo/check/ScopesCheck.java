package ch.bexioclockodo.check;

import ch.bexioclockodo.run.Connections;
import ch.bexioclockodo.run.Messages;
import java.sql.SQLException;
import java.util.List;

/** Whether everything was agreed to that the chosen functions need. */
record ScopesCheck(Connections connections) implements Check {

  @Override
  public String name() {
    return "bexio scopes";
  }

  @Override
  public Finding find(Calls calls) throws Problem {
    if (!connections.usesConsent()) {
      return Finding.ok(name(), Messages.text("check.scopes-of-token"));
    }
    try {
      List<String> missing = connections.missing();
      if (!missing.isEmpty()) {
        throw new Problem(
            Messages.text("check.scopes-missing", String.join("; ", missing)),
            Messages.text("check.remedy.scopes"));
      }
      return Finding.ok(
          name(),
          Messages.text("check.scopes", String.join(", ", connections.standing().scopes())));
    } catch (SQLException failed) {
      throw Problem.of(failed);
    }
  }
}
