package com.meddevo.techdoc.device;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The class of a device under Annex VIII of Regulation (EU) 2017/745. */
public enum RiskClass {
    /** Low risk. */
    I,
    /** Low to medium risk. */
    @JsonProperty("IIa")
    II_A,
    /** Medium to high risk. */
    @JsonProperty("IIb")
    II_B,
    /** High risk. */
    III
}
