/**
 * Documents: blocks of Markdown with stable ids, whose text names facts by token. Blocks are edited one by one, so two authors of one document
 * stand in each other's way only where they change the same block.
 */
package com.meddevo.techdoc.document;
