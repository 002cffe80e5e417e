// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStringList>
#include <QWidget>

class QComboBox;

namespace muster {

class FlowLayout;

/// "US · United States" in the language of the program; the code alone where it has no name.
[[nodiscard]] QString regionLabel(const QString &code);
/// Makes `combo` a choice of one region by code or name, typed or picked; `none` is the first entry, with empty data.
void fillRegions(QComboBox *combo, const QString &none);

/// Several regions as chips that can be taken away one by one, and a field to add more. None: `allText` is shown.
class RegionChips : public QWidget
{
    Q_OBJECT

public:
    explicit RegionChips(const QString &allText, QWidget *parent = nullptr);
    void setRegions(const QStringList &codes);
    [[nodiscard]] const QStringList &regions() const { return m_regions; }

Q_SIGNALS:
    void changed();

private:
    void rebuild();
    void add(const QString &code);

    const QString m_allText;
    QStringList m_regions;
    QWidget *m_chips = nullptr;
    FlowLayout *m_flow = nullptr;
    QComboBox *m_more = nullptr;
};

} // namespace muster
