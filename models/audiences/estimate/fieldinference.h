// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/audiences/estimate/contactcolumns.h"
#include "models/rules/criteria/criteriafield.h"
#include "network/wire/apierror.h"

#include <QObject>

namespace muster {

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
