package ch.bexioclockodo.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.bexioclockodo.bexio.Contact;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CustomerRuleTest {

  private static final Contact COMPANY = new Contact(1, "1", 1, "Muster AG", null, "3,5", false);
  private static final Contact PERSON = new Contact(2, "2", 2, "Muster", "Petra", null, false);

  @Test
  void eachRuleSaysWhyAContactIsNoCustomer() {
    CustomerRule withProjects = CustomerRule.parse("with-projects");
    assertThat(withProjects.against(PERSON, Set.of(2))).isEmpty();
    assertThat(withProjects.against(COMPANY, Set.of(2)))
        .contains(ReasonCode.CONTACT_WITHOUT_PROJECT);
    CustomerRule companies = CustomerRule.parse("companies");
    assertThat(companies.against(COMPANY, Set.of())).isEmpty();
    assertThat(companies.against(PERSON, Set.of(2))).contains(ReasonCode.CONTACT_IS_NO_COMPANY);
    CustomerRule all = CustomerRule.parse("all");
    assertThat(all.against(COMPANY, Set.of())).isEmpty();
    assertThat(all.against(PERSON, Set.of())).isEmpty();
  }

  @Test
  void aGroupIsMetByItsWholeId() {
    CustomerRule groups = CustomerRule.parse("groups: 5 ,7");
    assertThat(groups.against(COMPANY, Set.of())).isEmpty();
    assertThat(groups.against(PERSON, Set.of())).contains(ReasonCode.CONTACT_NOT_IN_GROUP);
    assertThat(CustomerRule.parse("groups:35").against(COMPANY, Set.of()))
        .contains(ReasonCode.CONTACT_NOT_IN_GROUP);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "groups:", "groups:1,,2", "groups:a", "ALL", "company"})
  void otherRulesAreRefused(String rule) {
    assertThatThrownBy(() -> CustomerRule.parse(rule))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("with-projects");
  }
}
