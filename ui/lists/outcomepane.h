// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/lists/listworkbench.h"

#include <QWidget>

namespace muster {

class CountBars;
class PlainLabel;

/// The outcome of the whole list as bars: by verdict, by reason, by region. And how much the numbering plan leaves
/// open.
class OutcomePane : public QWidget
{
    Q_OBJECT

public:
    explicit OutcomePane(QWidget *parent = nullptr);
    void setSummary(const ListSummary &summary);

private:
    CountBars *m_verdicts = nullptr;
    CountBars *m_reasons = nullptr;
    CountBars *m_regions = nullptr;
    PlainLabel *m_uncertain = nullptr;
};

} // namespace muster
