// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/audiences/estimate/contactcolumns.h"
#include "models/rules/criteria/criteriafield.h"
#include "network/wire/apierror.h"

#include <QObject>

namespace muster {

/// Different texts that a field may have to be shown as a list of values.
inline constexpr std::size_t mostKnownValues = 50;

/// What the contacts at hand tell of fields where nothing else does: those that somebody has filled, in their order,
/// with their types, and of text their values when these are few and come again (at most mostKnownValues, each twice on
/// average). Some milliseconds; any thread.
[[nodiscard]] CriteriaFields contactFields(const ContactColumns &contacts);

/// contactFields() on a worker for an object of the GUI thread, which is never held. The newest contacts win: what was
/// overtaken is never told of.
class FieldInference : public QObject
{
    Q_OBJECT

public:
    explicit FieldInference(QObject *parent = nullptr);
    ~FieldInference() override;
    void start(const SharedContactColumns &contacts); ///< Not nullptr.
    void cancel(); ///< inferred() does not come.

Q_SIGNALS:
    void inferred(const muster::CriteriaFields &fields);
    void failed(const muster::ApiError &error); ///< In its stead: the work threw (F109).

private:
    struct Work;
    std::unique_ptr<Work> m_work;
};

} // namespace muster
