package ch.bexioclockodo.check;

import ch.bexioclockodo.bexio.CompanyProfile;
import ch.bexioclockodo.run.Connections;
import ch.bexioclockodo.run.Messages;
import ch.bexioclockodo.run.RunFailure;
import java.sql.SQLException;
import java.util.List;

/** Whose bexio this is, and whether it is the one that links and ledger belong to. */
record CompanyCheck(Connections connections) implements Check {

  static final String CALL = "bexio-company-profile";

  @Override
  public String name() {
    return "bexio company";
  }

  @Override
  public void ask(Calls calls) {
    calls.ask(CALL);
  }

  @Override
  public boolean isEntrance() {
    return true;
  }

  @Override
  public Finding find(Calls calls) throws Problem {
    List<?> profiles = calls.body(CALL, List.class);
    if (profiles.isEmpty()) {
      throw new Problem(
          Messages.text("problem.no-company"), Messages.text("check.remedy.bexio-unauthorized"));
    }
    CompanyProfile company = (CompanyProfile) profiles.get(0);
    try {
      connections.refuseAnother(company);
    } catch (RunFailure | SQLException another) {
      throw Problem.of(another);
    }
    return Finding.ok(name(), company.name() + " (" + company.id() + ")");
  }
}
