package com.meddevo.techdoc.fact;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What kind of value a fact has, for life: documents rely on it. */
public enum FactType {
    /** {@link FactValue.Text}. */
    @JsonProperty("text")
    TEXT,
    /** {@link FactValue.Quantity}. */
    @JsonProperty("number")
    NUMBER,
    /** {@link FactValue.Day}. */
    @JsonProperty("date")
    DATE
}
