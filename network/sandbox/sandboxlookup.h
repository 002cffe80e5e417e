// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/sandbox/sandboxmessage.h"
#include "network/wire/lineanswer.h"
#include "network/wire/secret.h"

#include <QStringList>
#include <optional>

namespace muster {

/// A line-type provider, answering as Twilio Lookup v2 does:
/// GET /v2/PhoneNumbers/{E.164}?Fields=line_type_intelligence with HTTP Basic. Its account has nothing to do with the
/// tenant's tokens. Nothing is known of any real number: the type is drawn from the seed and the digits. Immutable.
class SandboxLookup
{
public:
    SandboxLookup(quint64 seed, Secret secret);

    /// `path` as decoded pieces.
    [[nodiscard]] static bool isLookupPath(const QStringList &path);
    /// Nothing, or why the request is not looked at: 405, 401, 400.
    [[nodiscard]] std::optional<SandboxAnswer> refusal(const SandboxHttpRequest &request) const;
    [[nodiscard]] SandboxAnswer answer(const QStringList &path) const; ///< 200, or 404 for what is no number.
    [[nodiscard]] static SandboxAnswer throttled(int seconds);

    [[nodiscard]] static QString account();

private:
    const quint64 m_seed;
    const Secret m_secret;
};

/// The ground truth of the lookup: what it says of a number. Nothing: 404.
[[nodiscard]] std::optional<LookupLineType> sandboxLineType(quint64 seed, const QString &e164);

} // namespace muster
