package ch.bexioclockodo.check;

import ch.bexioclockodo.bexio.CompanyProfile;
import ch.bexioclockodo.run.Connections;
import ch.bexioclockodo.run.Identity;
import ch.bexioclockodo.run.RunFailure;
import java.sql.SQLException;
import java.util.List;

/** Whose bexio this is, and whether it is the one that links and ledger belong to. */
record CompanyCheck(Connections connections) implements EntranceCheck {

  static final String CALL = "bexio-company-profile";

  @Override
  public String name() {
    return "bexio company";
  }

  @Override
  public String call() {
    return CALL;
  }

  @Override
  public Finding find(Calls calls) throws Problem {
    try {
      CompanyProfile company = Identity.company(calls.body(CALL, List.class));
      connections.known().ifPresent(known -> known.refuseAnother(company));
      return Finding.ok(name(), company.name() + " (" + company.id() + ")");
    } catch (RunFailure | SQLException another) {
      throw Problem.of(another);
    }
  }
}
