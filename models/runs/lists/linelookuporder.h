// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/lists/linetypes.h"
#include "models/rules/lists/lookupterms.h"
#include "network/wire/connectionprofile.h"

#include <QByteArray>
#include <memory>
#include <vector>

namespace muster {

/// Ask a provider for the line types of these numbers, for at most so much. The numbers stay in memory: journal and
/// audit have their count.
struct LineLookupOrder
{
    using Numbers = std::shared_ptr<const std::vector<std::uint64_t>>;

    Numbers numbers; ///< As NumberVerdict::e164, each once; nullptr: none.
    LookupSource source = LookupSource::Twilio;
    LookupTerms terms;
    QString listId, listName; ///< What they were met in; the id is empty for a file.
    QString profileId, profileName;
    Environment environment = Environment::Sandbox; ///< Shown beside the name; no part of the order.
};

/// Canonical JSON for journal and audit: counts and terms, no number.
[[nodiscard]] QByteArray lineLookupOrderJson(const LineLookupOrder &order);

} // namespace muster
