package com.meddevo.change.assess;

import com.meddevo.change.RiskClass;
import com.meddevo.change.input.ResourceChange;

/**
 * What one policy says of one change.
 *
 * @param riskClass after waivers
 * @param policy its id
 * @param waiver a sentence about the waiver that counts, or that would if it had not ended; empty if there is none
 */
public record Finding(ResourceChange change, RiskClass riskClass, String policy, String reason, String todo, String waiver) {
}
