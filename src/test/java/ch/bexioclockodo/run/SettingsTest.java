package ch.bexioclockodo.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

  private static final String HASH = "$2y$12$LuZ3RdRmCjUkhUFGHbPmLOzIuZ2TNSnMlXyA0aRyO3ZqRc1d9iPSu";

  private static final Map<String, String> RIGHT =
      Map.of(
          "bexio-clockodo.bexio.token", "a.b-c_d",
          "bexio-clockodo.clockodo.user", "nadia@example.ch",
          "bexio-clockodo.clockodo.api-key", "key",
          "bexio-clockodo.clockodo.application", "acme;ops@example.ch");

  @Test
  void theDefaultsAreRight() {
    Settings settings = new Settings(RIGHT::get);
    assertThatCode(settings::check).doesNotThrowAnyException();
    assertThat(settings.zone()).isEqualTo(ZoneId.of("Europe/Zurich"));
    assertThat(settings.notBefore()).isNull();
    assertThat(settings.cron(Kind.IMPORT)).isEmpty();
    assertThat(settings.grouping())
        .containsExactly("customers_id", "projects_id", "services_id", "users_id");
    assertThat(settings.dataSource()).isEqualTo("bexioClockodoDataSource");
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "127.0.0.2", "localhost", "::1", "[::1]"})
  void thePagesAreOfferedOnThisMachineItself(String bind) {
    assertThatCode(with("http.bind", bind)::check).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "http.user=anna | http.password-hash",
        "http.password-hash=HASH | http.user",
        "http.user=anna http.password-hash=secret | http.password-hash",
        "http.user=anna http.password-hash=$2y$04$LuZ3RdRmCjUkhUFGHbPmLOzIuZ2TNSnMlXyA0aRyO3ZqRc1d9iPSu | http.password-hash",
        "http.bind=0.0.0.0 http.user=anna http.password-hash=HASH | http.url",
        "http.bind=:: http.user=anna http.password-hash=HASH | http.url",
        "http.url=times.example.ch | http.url",
        "http.url=https://times.example.ch/console | http.url"
      })
  void aConsoleForOthersNeedsAWholeLoginAndAnAddress(String given, String key) {
    assertThatThrownBy(many(given)::check).hasMessageContaining("bexio-clockodo." + key);
  }

  @Test
  void aConsoleForOthersIsOfferedWithALogin() {
    String login = " http.user=anna http.password-hash=HASH";
    for (String bind :
        List.of(
            "http.bind=0.0.0.0 http.url=https://times.example.ch",
            "http.bind=192.168.1.7",
            "http.bind=127.0.0.1")) {
      assertThatCode(many(bind + login)::check).as(bind).doesNotThrowAnyException();
    }
  }

  private static Settings many(String given) {
    Map<String, String> values = new HashMap<>(RIGHT);
    for (String pair : given.split(" ")) {
      int equals = pair.indexOf('=');
      values.put(
          "bexio-clockodo." + pair.substring(0, equals),
          pair.substring(equals + 1).replace("HASH", HASH));
    }
    return new Settings(values::get);
  }

  @Test
  void blanksAroundAValueAreNotPartOfItAndABlankValueIsNone() {
    assertThat(with("export.not-before", " 2026-02-01 ").notBefore())
        .isEqualTo(LocalDate.of(2026, 2, 1));
    assertThat(with("zone", "  ").zone()).isEqualTo(ZoneId.of("Europe/Zurich"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      emptyValue = "",
      value = {
        "bexio.url | api.bexio.com | https://",
        "bexio.url | ftp://api.bexio.com | https://",
        "bexio.url | https:// | https://",
        "bexio.url | https://a b | https://",
        "clockodo.url | my.clockodo.com | https://",
        "bexio.issuer | http://auth.bexio.com/realms/bexio | https://",
        "bexio.issuer | http://localhost.example.ch/realms/bexio | https://",
        "http.bind | 0.0.0.0 | would offer the console to other machines",
        "http.bind | :: | would offer the console to other machines",
        "http.bind | 192.168.1.7 | would offer the console to other machines",
        "http.bind | localhost.example.ch | would offer the console to other machines",
        "http.bind | 127.0.0.1.example.ch | would offer the console to other machines",
        "alert.webhook | hooks.example.ch/secret | https://",
        "zone | Europe/Zuerich | Europe/Zurich",
        "bexio.token | '' | personal access token",
        "bexio.token | to ken | blank",
        "bexio.token | tökén | character",
        "clockodo.user | '' | e-mail",
        "clockodo.api-key | '' | API key",
        "clockodo.application | '' | name;mail",
        "clockodo.application | acme | name;mail",
        "clockodo.application | acme;nomail | name;mail",
        "clockodo.application | a-very-long-name-of-a-company;operations@example.ch | 50",
        "clockodo.limits | 900 a minute | 900/PT1M",
        "clockodo.limits | 900/PT1M 0/PT1H | \"0/PT1H\"",
        "clockodo.limits | reports:5/PT1M | entrygroups:10/PT1M",
        "import.cron | every night | Quartz cron",
        "export.cron | 30 2 * * | Quartz cron",
        "import.customers | some | with-projects",
        "import.customers | groups:a | with-projects",
        "import.customers | groups: | with-projects",
        "import.services-from | both | activities or items",
        "import.company-name | name | name_1",
        "import.person-name | name_1 name_1 | at most once",
        "import.contact-numbers | yes | true or false",
        "import.budget | firm | soft or hard or none",
        "import.billable-default | maybe | true or false or unset",
        "import.item-types | goods | services or all",
        "import.bill-service-ids | 1 | true or false",
        "import.conflicts | ask | keep-clockodo or take-bexio or decide",
        "import.most-changes | 20 | 20%",
        "import.most-changes | 101% | 20%",
        "export.as | bills | timesheets or invoice-drafts",
        "export.draft-per | month | customer or project",
        "export.draft-round | 7 | none or 5 or 10",
        "export.draft-text | project,colour | \"colour\" is none of project",
        "export.draft-user | me | number",
        "export.draft-bank-account | 0 | number",
        "export.draft-decimals | 7 | number from 0 to 6",
        "export.draft-timesheets | both | exclude or export",
        "export.grouping | customers_id,day | \"day\"",
        "export.grouping | customers_id,,users_id | \"\"",
        "export.window | days:0 | days:35",
        "export.not-before | 1.2.2026 | 2026-01-31",
        "export.status | done | number",
        "export.status | 0 | number",
        "export.concurrency | many | number from 1 to 8",
        "export.concurrency | 0 | number from 1 to 8",
        "export.concurrency | 9 | number from 1 to 8",
        "export.billed | yes | exclude or export",
        "export.hard-budget | yes | exclude or export",
        "export.without-project | no | decide or allow",
        "export.durations | range | duration or decide",
        "export.text | rich | plain or html",
        "export.marker | [clockodo {{id}}] | {{text}} [clockodo {{id}}]",
        "export.marker | {{text}} | {{id}}",
        "export.settle | 15m | PT15M",
        "export.settle | PT-1M | PT15M",
        "export.missing-users | whoever | fictional",
        "export.missing-users | book-on:0 | book-on:5",
        "export.salutation | Frau | male or female",
        "export.name-order | any | first-last or last-first",
        "reload | yes | true or false",
        "http.port | 70000 | number",
        "http.port | 99999999999 | number",
      })
  void everyMistakeNamesItsKeyAndTheWayOut(String key, String value, String hint) {
    assertThatThrownBy(() -> with(key, value).check())
        .isInstanceOf(SettingsException.class)
        .hasMessageStartingWith("setting bexio-clockodo." + key + ": ")
        .hasMessageContaining(hint)
        .hasMessageNotContaining("\n");
  }

  @Test
  void noMistakeTellsASecret() {
    assertThatThrownBy(() -> with("bexio.token", "sec ret").check())
        .hasMessageNotContaining("sec ret");
    assertThatThrownBy(() -> with("alert.webhook", "https://hooks.example.ch/sec ret").check())
        .hasMessageNotContaining("sec ret");
  }

  @Test
  void theSettingsFileShowsKnownKeysWithTheirDefaults() throws IOException {
    Pattern line = Pattern.compile("#?(bexio-clockodo\\.[a-z.-]+)=(.*)");
    List<String> lines = Files.readAllLines(Path.of("application.properties"));
    assertThat(lines).anyMatch(text -> line.matcher(text).matches());
    for (String text : lines) {
      Matcher setting = line.matcher(text);
      if (setting.matches() && !setting.group(1).endsWith(".cron")) {
        assertThat(Settings.defaults()).containsEntry(setting.group(1), setting.group(2));
      }
    }
  }

  private static Settings with(String key, String value) {
    Map<String, String> settings = new HashMap<>(RIGHT);
    settings.put("bexio-clockodo." + key, value);
    return new Settings(settings::get);
  }
}
