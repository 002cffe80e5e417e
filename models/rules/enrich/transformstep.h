// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/enrich/enrichfindings.h"
#include "models/rules/enrich/fieldtransform.h"

#include <QLocale>
#include <memory>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace muster {

/// A FieldTransform made ready to be applied ten million times. Immutable; any number of threads at once.
class TransformStep
{
public:
    static constexpr std::size_t maxResult = 64 * 1024; ///< Bytes.

    TransformStep() = default;
    virtual ~TransformStep() = default;
    TransformStep(const TransformStep &) = delete;
    TransformStep &operator=(const TransformStep &) = delete;

    /// Appends what becomes of `text` (valid UTF-8, not empty) to `result`, or says why it cannot be turned. Allocates
    /// nothing once `result` is large enough; letter case beyond ASCII aside.
    [[nodiscard]] virtual std::optional<EnrichRule> apply(std::string_view text, std::string &result) const = 0;
};
using TransformStepPointer = std::unique_ptr<const TransformStep>;

/// `locale`: the mapping's, where the transformation names none. A finding has fault and detail only.
[[nodiscard]] tl::expected<TransformStepPointer, MappingFinding> makeStep(const FieldTransform &transform,
                                                                          const QLocale &locale);
/// The language of that name, English for the empty one; nullopt when it is not known.
[[nodiscard]] std::optional<QLocale> mappingLocale(const QString &name);

} // namespace muster
