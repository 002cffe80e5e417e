// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/lists/recordusage.h"
#include "ui/common/forward.h"

#include <QWidget>

class QProgressBar;

namespace muster {

/// How much of what the tenant can hold is used, as a bar and in words, with what is not counted. Not there where no
/// limit is known.
class RecordGauge : public QWidget
{
    Q_OBJECT

public:
    explicit RecordGauge(QWidget *parent = nullptr);
    void setUsage(const RecordUsage &usage);
    void clear(); ///< Nothing is known (any more).

private:
    PlainLabel *m_text = nullptr;
    QProgressBar *m_bar = nullptr;
};

} // namespace muster
