// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QSplitter>

namespace muster {

/// The parts of the workbench beside each other: directives, facets, contacts and, when it is wanted, the side with
/// details and charts. In the smallest window there is no place for all four: while the side is shown the facets go.
class WorkbenchSplitter : public QSplitter
{
    Q_OBJECT

public:
    struct Parts
    {
        QWidget *directives = nullptr, *facets = nullptr, *contacts = nullptr, *side = nullptr;
    };

    explicit WorkbenchSplitter(QWidget *parent = nullptr);
    void setParts(const Parts &parts); ///< Once; takes them over.
    void setSideShown(bool shown);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void makeRoom();

    Parts m_parts;
    bool m_isSideShown = false;
};

} // namespace muster
