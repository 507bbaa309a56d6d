package ch.bexioclockodo.app;

import static ch.bexioclockodo.app.World.problems;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How invoice drafts are looked at: what is shown, what is to be chosen, what is refused. */
class InvoicePreviewEndToEndTest extends ExportAsDrafts {

  @Test
  void whatBexioWantsToKnowIsReadFromBexioOrSet() throws IOException {
    small(1);
    Map<?, ?> payload = (Map<?, ?>) drafts(preview()).get(0).get("payload");
    assertThat(payload.get("user_id")).isEqualTo(1);
    assertThat(payload.get("bank_account_id")).isEqualTo(1);
    assertThat(payload.get("mwst_type")).isEqualTo(0);
    assertThat(payload.get("mwst_is_net")).isEqualTo(true);
    Map<?, ?> position = (Map<?, ?>) ((List<?>) payload.get("positions")).get(0);
    assertThat(position.get("tax_id")).isEqualTo(14);
    assertThat(position.get("account_id")).isEqualTo(95);

    world
        .set("export.draft-tax", "none")
        .set("export.draft-account", "3410")
        .set("export.draft-bank-account", "2")
        .set("export.draft-user", "3")
        .restart();
    Map<?, ?> exempt = drafts(preview()).get(0);
    payload = (Map<?, ?>) exempt.get("payload");
    assertThat(payload.get("user_id")).isEqualTo(3);
    assertThat(payload.get("bank_account_id")).isEqualTo(2);
    assertThat(payload.get("mwst_type")).isEqualTo(2);
    position = (Map<?, ?>) ((List<?>) payload.get("positions")).get(0);
    assertThat(position.containsKey("tax_id")).isFalse();
    assertThat(position.get("account_id")).isEqualTo(96);
    assertThat(amount(exempt, "tax")).isEqualByComparingTo("0");
  }

  @Test
  void aChoiceThatIsNotUnmistakableIsForAPerson() throws IOException {
    small(1);
    world.sandbox().bexio().table("tax").update(15, change("value", 8.1));

    Map<String, Object> preview = preview();

    assertThat(preview.get("status")).isEqualTo("failed");
    assertThat(problems(preview)).contains("invoice.undecided");
    assertThat(preview.get("problems").toString())
        .contains("export.draft-tax", "14 UN81 - 8.1% Umsatz", "15 UR26");
    world.set("export.draft-tax", "15").restart();
    assertThat(drafts(preview())).hasSize(1);
  }

  @Test
  void thePreviewIsReadAsADraftWithTheEntriesBehindIt() throws IOException {
    small(4);
    world.edit(90001, "duration", 1200);
    Ended ended = command("--preview");

    assertThat(ended.out())
        .contains(
            """
            +  Draft 1: Kunde A AG (11)   to create
               Leistungszeitraum: 01.09.2026 – 01.09.2026
               pos  text                                                  quantity  price  total  entries  hours  charged
                 1  Projekt 1, Planung, Nadia Keller, 0:20 h à 150.00            1  50.00  50.00        1   0:20     0:20
                 2  Projekt 2, Bauleitung, Reto Baumann, 0:10 h à 150.00         1  25.00  25.00        1   0:10     0:10
               net 75.00   8.1 % tax 6.08   total 81.10 (0.02 by bexio's rounding to five centimes)
            """,
            """
                 Projekt 1 / Planung / Nadia Keller                           0:20 h planned
                   → Kunde A AG (11), Projekt 1 (21)
            +     90001  2026-09-01  07:00–07:05            0:20  yes     Arbeit 000001                                        to invoice: draft 1, position 1
            """);
    assertThat(ended.status()).isZero();
    assertThat(world.sandbox().journal().writes()).isEmpty();
  }

  @Test
  void theCheckNamesTheChoicesAndWhatDraftsTakeOfThem() throws IOException {
    company(sandbox -> sandbox, "export.as", "invoice-drafts");
    Findings findings = world.check();

    assertThat(findings.problems()).isEmpty();
    assertThat(findings.textOf("bexio sales taxes"))
        .isEqualTo("14 UN81 - 8.1% Umsatz (of drafts), 15 UR26 - 2.6% Umsatz");
    assertThat(findings.textOf("bexio income accounts"))
        .startsWith("95 3400 Dienstleistungserlöse (of drafts), 96 3410 Honorare");
    assertThat(findings.textOf("bexio units")).isEqualTo("1 Stk, 2 h (of drafts)");
    assertThat(findings.textOf("bexio bank accounts"))
        .startsWith("1 Geschäftskonto CH9300762011623852957 (of drafts), 2 Projektkonto");

    Findings wrong = world.set("export.draft-account", "9999").check();
    assertThat(wrong.problems()).containsExactly("bexio income accounts");
    assertThat(wrong.textOf("bexio income accounts")).contains("export.draft-account", "95 3400");
  }

  private Ended command(String... more) {
    List<String> line =
        new ArrayList<>(
            List.of(
                "export", "--as", "invoice-drafts", "--from", "2026-09-01", "--to", "2026-09-30"));
    line.addAll(List.of(more));
    return world.command(line.toArray(String[]::new));
  }
}
