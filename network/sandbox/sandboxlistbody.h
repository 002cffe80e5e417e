// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/sandbox/sandboxliststore.h"
#include "network/wire/apierror.h"

#include <tl/expected.hpp>

namespace muster {

/// Why a batch is refused as a whole.
struct SandboxBatchRefusal
{
    int status = 400;
    QLatin1String code = QLatin1String("invalid_batch");
    QList<FieldFault> details; ///< "contacts[3].phone"; never the number.
};

enum class SandboxBatch {
    Correction, ///< Contacts that are in the list, numbers as the contract writes them.
    Restoring, ///< Contacts that were removed from the list, any text as number; 409 names those that are in it.
};

/// Reads the body of a PATCH or POST strictly (contract section 6.1): 1 to 100 contacts of exactly id and phone, none
/// twice, all of this list. Everything that is wrong is named.
[[nodiscard]] tl::expected<QList<ContactPhone>, SandboxBatchRefusal>
readSandboxBatch(const QByteArray &body, SandboxBatch kind, const SandboxList &list, const SandboxListStore &store);

/// Plus sign, digit 1 to 9, then 1 to 14 digits.
[[nodiscard]] bool isSandboxE164(QStringView text);

} // namespace muster
