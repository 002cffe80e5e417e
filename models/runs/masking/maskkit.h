// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/documents/documentmasker.h"

#include <QCoro/QCoroTask>
#include <stop_token>

namespace muster {

class PseudonymKeys;

/// A policy made ready. A value: any number of threads make a masker of their own of it.
struct MaskKit
{
    std::shared_ptr<const MaskEngine> engine;
    Secret key; ///< Empty where the policy needs none.

    [[nodiscard]] const MaskPolicy &policy() const { return engine->policy(); }
    [[nodiscard]] Result<DocumentMasker> masker() const { return DocumentMasker::make(engine, key); }
};

/// Compiles the policy on a worker and takes its key out of the key store where it needs one. Errors as
/// MaskEngine::make() and PseudonymKeys::key(). `keys` must outlive the task.
[[nodiscard]] QCoro::Task<Result<MaskKit>> prepareMasking(MaskPolicy policy, PseudonymKeys &keys, std::stop_token stop);

} // namespace muster
