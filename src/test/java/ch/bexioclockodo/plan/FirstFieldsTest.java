package ch.bexioclockodo.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FirstFieldsTest {

  private final Map<String, Object> user =
      new HashMap<>(
          Map.of(
              "salutation_type", "female",
              "firstname", "Lea",
              "lastname", "Graf",
              "email", "lea@example.ch"));

  @Test
  void whatBexioTakesIsSent() {
    user.put("title_id", "3");
    FirstFields fields = check();
    assertThat(fields.mistake()).isNull();
    assertThat(fields.fields())
        .containsEntry("firstname", "Lea")
        .containsEntry("title_id", new java.math.BigDecimal(3));
    Map<String, Object> activity = new HashMap<>();
    activity.put("name", "Planung");
    activity.put("default_is_billable", "true");
    assertThat(FirstFields.of(PlanRow.ACTIVITY, activity).fields())
        .containsEntry("default_is_billable", true);
  }

  @Test
  void whatBexioDoesNotTakeNamesItsField() {
    user.put("salutation_type", "Frau");
    expect(ReasonCode.MAPPING_WRONG_TYPE, "salutation_type");
    user.put("salutation_type", "male");
    user.put("lastname", " ");
    expect(ReasonCode.MAPPING_INVALID, "lastname");
    user.put("lastname", "Graf");
    user.put("colour", "red");
    expect(ReasonCode.MAPPING_UNKNOWN_FIELD, "colour");
    user.remove("colour");
    user.put("email", "x".repeat(256));
    expect(ReasonCode.MAPPING_TOO_LONG, "email");
    assertThat(FirstFields.of(PlanRow.ACTIVITY, "text").mistake().code())
        .isEqualTo(ReasonCode.MAPPING_NO_MAP);
  }

  @Test
  void aNameThatIsTooLongIsCutAndSaysSo() {
    user.put("lastname", "x".repeat(81));
    FirstFields fields = check();
    assertThat(fields.fields()).containsEntry("lastname", "x".repeat(80));
    assertThat(fields.cut().code()).isEqualTo(ReasonCode.FIELD_CUT);
  }

  private void expect(ReasonCode code, String field) {
    Reason mistake = check().mistake();
    assertThat(mistake.code()).isEqualTo(code);
    assertThat(mistake.args()).contains(field);
  }

  private FirstFields check() {
    return FirstFields.of(PlanRow.FICTIONAL_USER, user);
  }
}
