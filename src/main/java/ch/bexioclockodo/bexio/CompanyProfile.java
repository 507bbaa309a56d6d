package ch.bexioclockodo.bexio;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * The bexio company a token belongs to ({@code GET /2.0/company_profile}, a list of one; facts:
 * bexio §8).
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record CompanyProfile(long id, String name, String mail) {}
