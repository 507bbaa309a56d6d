package ch.bexioclockodo.bexio;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;

/** An account that invoices are paid to ({@code GET /3.0/banking/accounts}). */
@JsonIgnoreProperties(ignoreUnknown = true)
public record BankAccount(int id, String name, @JsonProperty("iban_nr") String iban) {}
