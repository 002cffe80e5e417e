// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/sandbox/sandboxliststore.h"
#include "network/wire/apierror.h"

#include <tl/expected.hpp>

namespace muster {

/// Why a batch is refused as a whole.
struct SandboxEnrichmentRefusal
{
    QLatin1String code = QLatin1String("invalid_enrichment"); ///< Or "enrichment_timeout".
    QList<FieldFault> details; ///< "contacts[3].attributes.visits"; never the value.
};

/// Reads the body of an enrichment strictly (contract section 4): contactListId as in the path, and contacts of
/// exactly contactId and attributes, all in this list, none twice, each with at least one attribute of its schema and
/// type. Refused: null, empty text, the texts null, NULL and N/A. Everything that is wrong is named.
[[nodiscard]] tl::expected<QList<SandboxEnrichedContact>, SandboxEnrichmentRefusal>
readSandboxEnrichment(const QByteArray &body, const SandboxList &list, const SandboxListStore &store);

} // namespace muster
