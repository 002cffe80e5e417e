// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/masking/contextweights.h"

#include <QByteArray>
#include <QFile>
#include <charconv>
#include <utility>
#include <vector>

// Outside the namespace: the macro declares a function of the global one.
static void registerLeakWeights()
{
    Q_INIT_RESOURCE(muster_leak_weights);
}

namespace muster {

namespace {

/// Lines of name and weight with a tab between.
std::vector<std::pair<std::string, int>> everyWeight()
{
    registerLeakWeights();
    QFile file(QStringLiteral(":/leak-weights/weights.tsv"));
    const bool isOpen = file.open(QIODevice::ReadOnly);
    Q_ASSERT(isOpen); // compiled in
    std::vector<std::pair<std::string, int>> weights;
    while (isOpen && !file.atEnd()) {
        const QByteArray line = file.readLine();
        const qsizetype tab = line.indexOf('\t');
        int weight = 0;
        if (tab > 0
            && std::from_chars(line.constData() + tab + 1, line.constData() + line.size(), weight).ec == std::errc())
            weights.emplace_back(line.first(tab).toStdString(), weight);
    }
    return weights;
}

} // namespace

ContextWeights::ContextWeights()
    : m_weights(everyWeight())
{
}

const ContextWeights &ContextWeights::shared()
{
    static const ContextWeights weights;
    return weights;
}

int ContextWeights::logOdds(std::span<const std::string> evidence) const
{
    int sum = 0;
    for (const std::string &one : evidence) {
        if (const int *weight = m_weights.find(one))
            sum += *weight;
    }
    return sum;
}

} // namespace muster
