/** What a caller sends: a document's head, its blocks and the facts that its tokens stand for. */
package com.meddevo.render.document;
