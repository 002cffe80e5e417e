// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/store/keyvault.h"

namespace muster {

/// The keys of pseudonyms and shifted dates, one for each masking policy, in the system key store and nowhere else.
/// GUI thread.
class PseudonymKeys
{
public:
    /// `vault` must outlive this.
    explicit PseudonymKeys(KeyVault &vault)
        : m_vault(vault)
    {
    }

    /// The key of the policy of that name, made when it is first asked for. KeyStore "no_pseudonym_key" (`subject`: the
    /// policy) where the key store is missing, locked or refuses: what would then stand in the place of names could
    /// not be told from a guess, or would not be the same tomorrow. This must outlive the task.
    [[nodiscard]] QCoro::Task<Result<Secret>> key(QString policy, std::stop_token stop);

private:
    KeyVault &m_vault;
};

} // namespace muster
