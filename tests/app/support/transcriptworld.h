// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/sandbox/sandboxscript.h"
#include "network/sandbox/sandboxtranscript.h"

#include <QJsonObject>
#include <QStringList>

namespace muster::test {

/// The interactions that tests of `muster transcripts` fetch, and what must never be found of them.
constexpr int interactionCount = 800;
[[nodiscard]] SandboxSettings transcriptWorld(); ///< Its jobs take no time.

/// In the form in which the contract names its three kinds: what masking never misses.
[[nodiscard]] bool isContractForm(const SandboxPersonal &personal);
/// Interactions in which e-mail addresses are all that is personal: nothing of them is held, however good masking is.
[[nodiscard]] QStringList plainIds(int count, int interactions = interactionCount);
/// Personal values of these interactions that stand in any file below `folder`, with the file.
[[nodiscard]] QStringList leaksBelow(const QString &folder, const QStringList &ids);

/// `muster transcripts fetch` into that folder.
[[nodiscard]] QStringList fetch(const QString &out, const QStringList &more);
[[nodiscard]] QJsonObject manifestIn(const QString &folder);

} // namespace muster::test
